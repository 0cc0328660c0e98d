// If Next does not bundle payauth, OpenNext finds the build for Workers.

export default { serverExternalPackages: ["payauth"] };
