/** What the platform says about services, by code and case; the English is the server's own. */
export const serviceSaid = {
  'said.SERVICE_NOT_FOUND': [
    'There is no service with the id "{{id}}". Nothing was changed.',
    '没有编号为“{{id}}”的插件服务，未做任何更改。',
  ],
  'remedy.SERVICE_NOT_FOUND': [
    'It may have left with its package; look it up in the list of services.',
    '它可能已随插件包移除，请在服务列表中查找。',
  ],
  'said.SERVICE_NEEDS_TARGET_ENTITY': [
    '{{service}} reads {{inputs}} from the object it works on, so it needs a target entity. Nothing was changed.',
    '{{service}} 从所处理的对象读取 {{inputs}}，因此需要目标实体。未做任何更改。',
  ],
  'remedy.SERVICE_NEEDS_TARGET_ENTITY': [
    'Choose a target entity, then enable the service.',
    '请选择目标实体，然后启用服务。',
  ],
  'said.SERVICE_NEEDS_TARGET_ENTITY.disabled': [
    'Without a target entity these services start disabled: {{services}}.',
    '这些服务没有目标实体，注册后为停用状态：{{services}}。',
  ],
  'remedy.SERVICE_NEEDS_TARGET_ENTITY.disabled': [
    'After registering, choose a target entity for each service that is to be used.',
    '注册后请为需要使用的服务选择目标实体。',
  ],
  'said.SERVICE_NEEDS_TARGET_ENTITY.disabledMore': [
    'Without a target entity these services start disabled: {{services}} and {{more}} more.',
    '这些服务没有目标实体，注册后为停用状态：{{services}} 等，另有 {{more}} 个。',
  ],
  'remedy.SERVICE_NEEDS_TARGET_ENTITY.disabledMore': [
    'After registering, choose a target entity for each service that is to be used.',
    '注册后请为需要使用的服务选择目标实体。',
  ],
  'said.ENTITY_NOT_FOUND': [
    'The data model has no entity "{{entity}}". Nothing was changed.',
    '数据模型没有实体“{{entity}}”，未做任何更改。',
  ],
  'remedy.ENTITY_NOT_FOUND': [
    'Choose an entity of a registered package, written as package:entity.',
    '请选择已注册插件包的实体，格式为 package:entity。',
  ],
  'said.SERVICE_CHANGED': [
    '{{service}} was changed by somebody else since you opened it. Nothing was changed.',
    '您打开后 {{service}} 已被他人修改，未做任何更改。',
  ],
  'remedy.SERVICE_CHANGED': ['Look at its present settings and decide again.', '请查看当前设置后再决定。'],
} as const;
