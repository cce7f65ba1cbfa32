/** What the platform says about domains of packages, by code and case; the English is the server's own. */
export const proxySaid = {
  'said.PROXY_DOMAIN_INVALID': ['"{{domain}}" is no domain.', '“{{domain}}”不是有效域名。'],
  'remedy.PROXY_DOMAIN_INVALID': [
    'Write a name such as api.example.com, or .example.com for everything below it.',
    '请填写如 api.example.com 的域名，或以 .example.com 表示其下所有域名。',
  ],
  'said.PROXY_NOT_CONFIGURED': [
    'The platform has no proxy for plugins, so domains cannot be granted.',
    '平台没有供插件使用的代理，无法授权域名。',
  ],
  'remedy.PROXY_NOT_CONFIGURED': [
    'Set WECUBE_PLUGIN_PROXY_URL and WECUBE_PLUGIN_PROXY_FOLDER.',
    '请设置 WECUBE_PLUGIN_PROXY_URL 和 WECUBE_PLUGIN_PROXY_FOLDER。',
  ],
  'said.PROXY_DOMAIN_NOT_GRANTED': ['{{package}} was not granted {{domain}}.', '未向 {{package}} 授权 {{domain}}。'],
  'said.PROXY_NOT_RELOADED': ['The proxy did not take its new list: {{reason}}', '代理未能加载新的名单：{{reason}}'],
  'remedy.PROXY_NOT_RELOADED': [
    'See that the proxy runs and that the setting WECUBE_PLUGIN_PROXY_RELOAD fits.',
    '请检查代理是否运行，以及设置 WECUBE_PLUGIN_PROXY_RELOAD 是否正确。',
  ],
} as const;
