// Another origin, which accepts every request, so that a test can see the requests that a redirect sent to it.

export const redirectTarget = {
  base: "",
  credentials: {},
  settings: {},
  isToken: () => false,
  refuse: (status) => ({ status, body: "{}" }),
  answer: () => ({ status: 200, body: "{}" }),
};
