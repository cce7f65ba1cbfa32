// Hive Gateway without de-duplication of identical requests; its subscriptions come over WebSocket, as ours do.
export const gatewayConfig = {
  inboundInflightRequestDeduplication: false,
  logging: 'error',
  transportEntries: {
    '*.http': {
      options: {
        deduplicateInflightRequests: false,
        subscriptions: { kind: 'ws', location: process.env.STREAM_PATH ?? '/graphql' },
      },
    },
  },
};
