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
    'Add a Squid on the page Resources, or set WECUBE_PLUGIN_PROXY_URL and WECUBE_PLUGIN_PROXY_FOLDER.',
    '请在“资源”页面添加 Squid，或设置 WECUBE_PLUGIN_PROXY_URL 和 WECUBE_PLUGIN_PROXY_FOLDER。',
  ],
  'said.PROXY_DOMAIN_NOT_GRANTED': ['{{package}} was not granted {{domain}}.', '未向 {{package}} 授权 {{domain}}。'],
  'said.PROXY_NOT_RELOADED': ['The proxy did not take its new list: {{reason}}', '代理未能加载新的名单：{{reason}}'],
  'remedy.PROXY_NOT_RELOADED': [
    'Test the proxy on the page Resources; of one of the settings see that WECUBE_PLUGIN_PROXY_RELOAD fits.',
    '请在“资源”页面测试该代理；若其由设置描述，请确认 WECUBE_PLUGIN_PROXY_RELOAD 正确。',
  ],
} as const;
