// A server with copies of only those files that Next found. The dependency is not bundled.

export default { output: "standalone", serverExternalPackages: ["shop-webhooks"], outputFileTracingRoot: import.meta.dirname };
