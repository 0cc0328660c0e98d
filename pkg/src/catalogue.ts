// The types of the catalogue of schemes. The comment of each member describes how its sender signs.

/**
 * How a sender signs its messages: what is signed, with which hash, and where the signature is. It is a member of
 * {@link schemes}, or the result of {@link defineScheme}.
 *
 * @category Webhooks
 */
export interface Scheme {
  /** The name in {@link schemes}; `own` for a scheme of {@link defineScheme}. */
  readonly name: string;
  /** The compiled scheme, for this version of payauth. Only the exports of `payauth/schemes` have it; otherwise absent. */
  readonly compiled?: string;
}

/**
 * The name of a sender in {@link schemes}.
 *
 * @category Webhooks
 */
export type SchemeName = keyof SchemeCatalogue;

/**
 * The senders that payauth knows, by name. The type of {@link schemes}.
 *
 * @category Webhooks
 */
export interface SchemeCatalogue {
  /**
   * Adyen, platform and management webhooks.
   *
   * - Header: `HmacSignature`.
   * - Covers: the body.
   * - Secret: hex.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures | Adyen: Verify HMAC signatures}
   */
  readonly adyenBody: Scheme;
  /**
   * Adyen, standard webhooks.
   *
   * - Header: none; the signature is in the body, in `additionalData.hmacSignature` of the notification item.
   * - Covers: eight members of the item. Adyen does not escape their values, so compare all eight with your records.
   * - Secret: hex.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures | Adyen: Verify HMAC signatures}
   */
  readonly adyenStandard: Scheme;
  /**
   * Coinbase Commerce.
   *
   * - Header: `X-CC-Webhook-Signature`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: `event.id`.
   *
   * @see {@link https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security | Coinbase: Webhooks security}
   */
  readonly coinbaseCommerce: Scheme;
  /**
   * GitHub.
   *
   * - Header: `X-Hub-Signature-256`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries | GitHub: Validating webhook deliveries}
   */
  readonly github: Scheme;
  /**
   * GoCardless.
   *
   * - Header: `Webhook-Signature`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://developer.gocardless.com/api-reference/#webhooks-overview | GoCardless: Webhooks}
   */
  readonly gocardless: Scheme;
  /**
   * LINE, Messaging API.
   *
   * - Header: `x-line-signature`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: `events.*.webhookEventId`, if the message has one event.
   *
   * @see {@link https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/ | LINE: Verify webhook signature}
   */
  readonly line: Scheme;
  /**
   * Paddle Billing.
   *
   * - Header: `Paddle-Signature`.
   * - Covers: the time and the body.
   * - Secret: text.
   * - Tolerance: 5 s.
   * - Event id: `event_id`.
   *
   * @see {@link https://developer.paddle.com/webhooks/signature-verification | Paddle: Signature verification}
   */
  readonly paddle: Scheme;
  /**
   * PagerDuty, webhooks V3.
   *
   * - Header: `X-PagerDuty-Signature`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: `event.id`.
   *
   * @see {@link https://developer.pagerduty.com/docs/verifying-webhook-signatures | PagerDuty: Verifying webhook signatures}
   */
  readonly pagerduty: Scheme;
  /**
   * Paystack.
   *
   * - Header: `x-paystack-signature` (HMAC-SHA512).
   * - Covers: the body.
   * - Secret: the secret key of the API.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://paystack.com/docs/payments/webhooks/ | Paystack: Webhooks}
   */
  readonly paystack: Scheme;
  /**
   * Razorpay, webhooks.
   *
   * - Header: `X-Razorpay-Signature`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://razorpay.com/docs/webhooks/validate-test/ | Razorpay: Validate webhooks}
   */
  readonly razorpay: Scheme;
  /**
   * Razorpay, the answer of its checkout.
   *
   * - Header: none; the signature is in the body, in `razorpay_signature`.
   * - Covers: `razorpay_order_id` and `razorpay_payment_id`. Compare the order with the order that you expect.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://razorpay.com/docs/payments/payment-gateway/web-integration/standard/integration-steps/ | Razorpay: Integration steps}
   */
  readonly razorpayPayment: Scheme;
  /**
   * Revolut Merchant.
   *
   * - Header: `Revolut-Signature` and `Revolut-Request-Timestamp`.
   * - Covers: the time (in milliseconds) and the body.
   * - Secret: text.
   * - Tolerance: 300 s.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://developer.revolut.com/docs/guides/merchant/monitor-and-observe/webhooks/verify-the-payload-signature | Revolut: Verify the payload signature}
   */
  readonly revolut: Scheme;
  /**
   * Shopify.
   *
   * - Header: `X-Shopify-Hmac-Sha256`.
   * - Covers: the body.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: none, because no event id is signed.
   *
   * @see {@link https://shopify.dev/docs/apps/build/webhooks/subscribe/https | Shopify: HTTPS webhooks}
   */
  readonly shopify: Scheme;
  /**
   * Slack.
   *
   * - Header: `X-Slack-Signature` and `X-Slack-Request-Timestamp`.
   * - Covers: the time and the body.
   * - Secret: text.
   * - Tolerance: 300 s.
   * - Event id: `event_id`.
   *
   * @see {@link https://docs.slack.dev/authentication/verifying-requests-from-slack | Slack: Verifying requests}
   */
  readonly slack: Scheme;
  /**
   * Square.
   *
   * - Header: `x-square-hmacsha256-signature`.
   * - Covers: the URL and the body. Pass `url` exactly as you registered the URL.
   * - Secret: text.
   * - Tolerance: none, because the scheme signs no timestamp.
   * - Event id: `event_id`.
   *
   * @see {@link https://developer.squareup.com/docs/webhooks/step3validate | Square: Validate webhooks}
   */
  readonly square: Scheme;
  /**
   * Standard Webhooks.
   *
   * - Header: `webhook-id`, `webhook-timestamp` and `webhook-signature`.
   * - Covers: the id, the time and the body.
   * - Secret: base64 after `whsec_`.
   * - Tolerance: 300 s.
   * - Event id: the header `webhook-id`.
   *
   * @see {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md | Standard Webhooks}
   */
  readonly standardWebhooks: Scheme;
  /**
   * Stripe.
   *
   * - Header: `Stripe-Signature`.
   * - Covers: the time and the body.
   * - Secret: the whole text, `whsec_` included.
   * - Tolerance: 300 s.
   * - Event id: `id`.
   *
   * @see {@link https://docs.stripe.com/webhooks/signature | Stripe: Webhook signatures}
   */
  readonly stripe: Scheme;
  /**
   * Svix.
   *
   * - Header: `svix-id`, `svix-timestamp` and `svix-signature`.
   * - Covers: the id, the time and the body.
   * - Secret: base64 after `whsec_`.
   * - Tolerance: 300 s.
   * - Event id: the header `svix-id`.
   *
   * @see {@link https://docs.svix.com/receiving/verifying-payloads/how-manual | Svix: Verify manually}
   */
  readonly svix: Scheme;
}
