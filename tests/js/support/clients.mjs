// Clients and times that several suites use.

import { provider } from "./providers.mjs";

/** 2024-03-02T12:00:00Z, the time of DVPay's own example. */
export const NOW = new Date(1_709_380_800_000);

export const { make: dv } = provider("dvpay");
export const { make: door } = provider("doorpay");
export const { make: dog } = provider("dogpay");
export const { make: waka } = provider("wakapay");
export const { make: pl } = provider("pledg");

export const API = "/api/v1/payment-gateway";
export const REFUND = `${API}/order/refund`;
export const PAYOUT = `${API}/order/payout`;
