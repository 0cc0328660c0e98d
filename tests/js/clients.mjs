// Clients and times that several suites use.

import { doorpay, dvpay } from "payauth";

/** 2024-03-02T12:00:00Z, the time of DVPay's own example. */
export const NOW = new Date(1_709_380_800_000);

export const dv = (options) => dvpay({ apiKey: "your-api-key", apiSecret: "your-api-secret", ...options });

export const door = (options) =>
  doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox", ...options });

export const API = "/api/v1/payment-gateway";
export const REFUND = `${API}/order/refund`;
export const PAYOUT = `${API}/order/payout`;
