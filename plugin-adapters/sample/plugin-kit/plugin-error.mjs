/** What the caller of the plugin did wrong, in words for a person; anything else is a fault of the plugin. */
export class PluginProblem extends Error {
  constructor(message, code = 'INVALID') {
    super(message);
    this.code = code;
  }
}
