/** What the platform says about events that start orchestrations, by code and case; the English is the server's own. */
export const triggerSaid = {
  'said.EVENT_FIELD_MISSING': ['An event needs {{field}}.', '事件缺少 {{field}}。'],
  'said.EVENT_NOTIFY_ENDPOINT_INVALID': ['"{{endpoint}}" is no path of a plugin.', '“{{endpoint}}”不是插件的路径。'],
  'remedy.EVENT_NOTIFY_ENDPOINT_INVALID': [
    'Name the path as the gateway knows it: /package/...',
    '请填写网关可识别的路径：/插件包/...',
  ],
  'said.EVENT_DEFINITION_UNKNOWN': [
    'No orchestration with the key {{key}} is deployed.',
    '没有已部署的编排使用标识 {{key}}。',
  ],
  'remedy.EVENT_DEFINITION_UNKNOWN': ['Deploy it, or correct the operation key.', '请部署该编排，或更正操作标识。'],
  'said.EVENT_NOT_STARTED': [
    'The orchestration could not be started in {{tries}} attempts: {{reason}}',
    '尝试 {{tries}} 次后仍无法启动编排：{{reason}}',
  ],
} as const;
