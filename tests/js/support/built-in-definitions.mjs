// The five built-in providers, and their definitions.

import { dogpay, doorpay, dvpay, pledg, wakapay } from "payauth";
import ofDogPay from "../../../definitions/providers/dogpay.json";
import ofDoorPay from "../../../definitions/providers/doorpay.json";
import ofDVPay from "../../../definitions/providers/dvpay.json";
import ofPledg from "../../../definitions/providers/pledg.json";
import ofWakaPay from "../../../definitions/providers/wakapay.json";

export const BUILT_IN = {
  dogpay: { make: dogpay, definition: ofDogPay },
  doorpay: { make: doorpay, definition: ofDoorPay },
  dvpay: { make: dvpay, definition: ofDVPay },
  pledg: { make: pledg, definition: ofPledg },
  wakapay: { make: wakapay, definition: ofWakaPay },
};
