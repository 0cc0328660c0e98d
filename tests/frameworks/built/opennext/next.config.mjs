// Next must not bundle payauth: then OpenNext finds the build for Workers.

export default { serverExternalPackages: ["payauth"] };
