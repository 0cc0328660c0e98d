// Clients and times that several suites use.

import { dogpay, doorpay, dvpay, pledg, wakapay } from "payauth";

/** 2024-03-02T12:00:00Z, the time of DVPay's own example. */
export const NOW = new Date(1_709_380_800_000);

export const dv = (options) => dvpay({ apiKey: "your-api-key", apiSecret: "your-api-secret", ...options });

export const door = (options) =>
  doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox", ...options });

export const dog = (options) =>
  dogpay({ appid: "your_API_Key", secret: "your_API_Secret", environment: "sandbox", ...options });

export const waka = (options) =>
  wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", ...options });

export const pl = (options) => pledg({ apiKey: "your_key", apiSecret: "your_secret", environment: "staging", ...options });

export const API = "/api/v1/payment-gateway";
export const REFUND = `${API}/order/refund`;
export const PAYOUT = `${API}/order/payout`;
