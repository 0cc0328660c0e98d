// The ways in which a page can send a request to another origin without a navigation. Each way is a function that runs in the page and
// gets a URL.

export const CHANNELS = {
  fetch: (url) => fetch(url, { mode: "no-cors" }),
  XMLHttpRequest: (url) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onerror = reject;
      request.onload = resolve;
      request.open("POST", url);
      request.send("secret");
    }),
  WebSocket: (url) => new WebSocket(url.replace("http", "ws")),
  EventSource: (url) => new EventSource(url),
  beacon: (url) => navigator.sendBeacon(url, "secret"),
  "fetch with keepalive": (url) => fetch(url, { method: "POST", body: "secret", keepalive: true, mode: "no-cors" }),
  image: (url) => (new Image().src = url),
  "image in CSS": (url) => (document.body.style.backgroundImage = `url(${url})`),
  form: (url) => {
    const frame = Object.assign(document.createElement("iframe"), { name: "sink" });
    const form = Object.assign(document.createElement("form"), { method: "post", action: url, target: "sink" });
    document.body.append(frame, form);
    form.submit();
  },
  frame: (url) => document.body.append(Object.assign(document.createElement("iframe"), { src: url })),
  object: (url) => document.body.append(Object.assign(document.createElement("object"), { data: url })),
  script: (url) => document.head.append(Object.assign(document.createElement("script"), { src: url })),
  import: (url) => import(url),
  stylesheet: (url) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: url })),
  prefetch: (url) => document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: url })),
  preload: (url) => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "image", href: url })),
  font: (url) => new FontFace("theirs", `url(${url})`).load(),
  video: (url) => document.body.append(Object.assign(document.createElement("video"), { src: url, preload: "auto" })),
  ping: (url) => Object.assign(document.createElement("a"), { href: "#", ping: url }).click(),
  "worker from text": (url) => {
    const program = new Blob([`fetch(${JSON.stringify(url)}, { mode: "no-cors" })`], { type: "text/javascript" });
    new Worker(URL.createObjectURL(program));
  },
  "shared worker from text": (url) => {
    const program = new Blob([`fetch(${JSON.stringify(url)}, { mode: "no-cors" })`], { type: "text/javascript" });
    new SharedWorker(URL.createObjectURL(program));
  },
};
