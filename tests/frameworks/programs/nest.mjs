// A webhook server with Nest, with or without `rawBody: true`. It is written in JavaScript, so decorators are called as functions.

import "reflect-metadata";
import { All, Controller, Module, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { MemoryStore, schemes } from "payauth";
import { nodeHandler } from "payauth/node";
import { act, listening } from "./act.mjs";

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
class Webhooks {
  handle = nodeHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);
  stripe(request, response) {
    return this.handle(request, response);
  }
}
[Req(), Res()].forEach((decorate, index) => decorate(Webhooks.prototype, "stripe", index));
All(["/webhooks/stripe", "/webhooks/parsed"])(Webhooks.prototype, "stripe", Object.getOwnPropertyDescriptor(Webhooks.prototype, "stripe"));
Controller()(Webhooks);
class App {}
Module({ controllers: [Webhooks] })(App);
const app = await NestFactory.create(App, { rawBody: process.env.WITHOUT_RAW_BODY === undefined, logger: false });
await app.listen(0, "127.0.0.1");
listening(app.getHttpServer());
