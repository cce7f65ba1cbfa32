/** What the platform says about model, by code and case; the English is the server's own. */
export const modelSaid = {
  'said.PACKAGE_NOT_ACTIVE': [
    'No version of "{{package}}" is registered. The data model was not changed.',
    '“{{package}}”没有已注册的版本，数据模型未更改。',
  ],
  'remedy.PACKAGE_NOT_ACTIVE': ['Register the package first.', '请先注册该插件包。'],
  'said.MODEL_NOT_DYNAMIC': [
    'The model of {{package}} is fixed by its manifest, so there is nothing to fetch.',
    '{{package}} 的数据模型由注册描述固定，无需同步。',
  ],
  'remedy.MODEL_NOT_DYNAMIC': [
    'To change it, upload and register a new version of the package.',
    '如需更改，请上传并注册该插件包的新版本。',
  ],
  'said.MODEL_INVALID': [
    'The model that {{package}} answered cannot be used: it has the entity "{{entity}}" twice. The data model was not changed.',
    '{{package}} 返回的数据模型无法使用：实体“{{entity}}”出现两次。数据模型未更改。',
  ],
  'remedy.MODEL_INVALID': ['Have it put right in the plugin of {{package}}.', '请在 {{package}} 的插件中更正。'],
  'said.MODEL_NOT_GIVEN': [
    '{{package}} did not give its model: {{reason}} The data model was not changed.',
    '{{package}} 没有返回数据模型：{{reason}} 数据模型未更改。',
  ],
  'remedy.MODEL_NOT_GIVEN': [
    'See that an instance of {{package}} is running and healthy, then sync again.',
    '请确认 {{package}} 有健康运行的实例，然后重新同步。',
  ],
  'said.GRAPH_DOES_NOT_COMPOSE': [
    'The graph cannot take {{package}} {{version}} as a subgraph: {{reason}}',
    '图无法将 {{package}} {{version}} 作为子图组合：{{reason}}',
  ],
  'remedy.GRAPH_DOES_NOT_COMPOSE': [
    'Rename what collides in register.xml and upload a new version.',
    '请在 register.xml 中重命名冲突的内容，并上传新版本。',
  ],
  'said.REFERENCE_TARGET_ABSENT': [
    '{{entity}}.{{attribute}} references {{target}}, which no registered package has; it stays a plain id.',
    '{{entity}}.{{attribute}} 引用了 {{target}}，但没有已注册的插件包提供它；该引用保持为普通 id。',
  ],
  'said.MODEL_STILL_REFERENCED': [
    '{{entity}} references entities of {{package}}; those references become plain ids.',
    '{{entity}} 引用了 {{package}} 的实体；这些引用将变为普通 id。',
  ],
} as const;
