// Another origin, which accepts everything, so that a test sees what a redirect sent there.

export const redirectTarget = {
  base: "",
  credentials: {},
  settings: {},
  isToken: () => false,
  refuse: (status) => ({ status, body: "{}" }),
  answer: () => ({ status: 200, body: "{}" }),
};
