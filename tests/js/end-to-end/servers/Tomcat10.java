import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat with a servlet for each guarded path: java Tomcat10.java FOLDER PATH… */
public class Tomcat10 {
  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    Connector strict = connector(tomcat);
    Connector lenient = connector(tomcat);
    lenient.setEncodedSolidusHandling("decode");
    lenient.setEncodedReverseSolidusHandling("decode");
    lenient.setAllowBackslash(true);
    Context context = tomcat.addContext("", null);
    serve(context, "other", "/");
    for (int at = 1; at < arguments.length; at += 1) serve(context, "guarded " + arguments[at], arguments[at]);
    tomcat.start();
    System.out.println("ports " + strict.getLocalPort() + " " + lenient.getLocalPort() + ".");
    // The test stops this program. If that fails, the program ends after ten minutes.
    Thread.sleep(600_000);
    System.exit(1);
  }

  private static Connector connector(Tomcat tomcat) {
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    tomcat.getService().addConnector(connector);
    return connector;
  }

  private static void serve(Context context, String answer, String path) {
    Tomcat.addServlet(context, answer, new HttpServlet() {
      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().println(answer);
      }
    });
    context.addServletMappingDecoded(path, answer);
  }
}
