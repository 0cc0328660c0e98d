// Installs a browser if there is none, before the tests that need a browser run in parallel: node tests/www/install.mjs

import { install } from "./lib/chromium.mjs";

install();
