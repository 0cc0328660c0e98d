// Installs a browser if there is none, before the tests that need one run in parallel: node tests/www/install.mjs

import { install } from "./lib/chromium.mjs";

install();
