import { AppError } from '@wecube/kit';

export type PluginErrorCode =
  /** No instance could be reached: nothing was sent. */
  | 'PLUGIN_UNREACHABLE'
  | 'PLUGIN_TIMEOUT'
  /** What came is no answer of the protocol. */
  | 'PLUGIN_BAD_ANSWER'
  | 'PLUGIN_HTTP_ERROR'
  | 'PLUGIN_CONNECTION_LOST'
  /** The caller gave the call up. */
  | 'PLUGIN_CALL_ABORTED'
  /** The plugin answered that it will not, in its own words. */
  | 'PLUGIN_REFUSED';

/** Whether the plugin got the call: certainly not, perhaps, or certainly. */
export type Delivery = 'NO' | 'UNKNOWN' | 'YES';

const PASSING = new Set<PluginErrorCode>(['PLUGIN_UNREACHABLE', 'PLUGIN_TIMEOUT', 'PLUGIN_CONNECTION_LOST']);

/** A call of a plugin failed; `delivered` says whether sending it again could do its work twice. */
export class PluginError extends AppError {
  declare readonly code: PluginErrorCode;
  readonly delivered: Delivery;

  constructor(code: PluginErrorCode, message: string, delivered: Delivery, options: { cause?: unknown } = {}) {
    super(code, message, {
      cause: options.cause,
      retryable: PASSING.has(code),
      status: 502,
      extensions: { delivered, parameters: { reason: message } },
    });
    this.name = 'PluginError';
    this.delivered = delivered;
  }
}
