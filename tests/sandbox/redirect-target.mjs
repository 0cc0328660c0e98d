// Another origin: takes everything, so that a test sees what a redirect carried there.

export const redirectTarget = {
  base: "",
  credentials: {},
  settings: {},
  isToken: () => false,
  refuse: (status) => ({ status, body: "{}" }),
  answer: () => ({ status: 200, body: "{}" }),
};
