// Sees to it that there is a browser, before the tests that need one run side by side: node tests/www/install.mjs

import { install } from "./lib/chromium.mjs";

install();
