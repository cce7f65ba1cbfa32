/** What the platform says about services and their registrations, by code and case; the English is the server's own. */
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
  'said.SERVICE_NEEDS_TARGET_ENTITY.found': [
    '{{service}} reads {{inputs}} from the object it works on, so it needs a target entity.',
    '{{service}} 从所处理的对象读取 {{inputs}}，因此需要目标实体。',
  ],
  'remedy.SERVICE_NEEDS_TARGET_ENTITY.found': [
    'Choose a target entity for the registration.',
    '请为该服务注册选择目标实体。',
  ],
  'said.ENTITY_NOT_FOUND': [
    'The data model has no entity "{{entity}}". Nothing was changed.',
    '数据模型没有实体“{{entity}}”，未做任何更改。',
  ],
  'remedy.ENTITY_NOT_FOUND': [
    'Choose an entity of a registered package, written as package:entity.',
    '请选择已注册插件包的实体，格式为 package:entity。',
  ],
  'said.ENTITY_NOT_FOUND.found': ['The data model has no entity "{{entity}}".', '数据模型没有实体“{{entity}}”。'],
  'remedy.ENTITY_NOT_FOUND.found': [
    'Register the package it belongs to and fetch its data model, or choose another target entity.',
    '请注册它所属的插件包并同步数据模型，或另选目标实体。',
  ],
  'said.SERVICE_CHANGED': [
    '{{service}} was changed by somebody else since you opened it. Nothing was changed.',
    '您打开后 {{service}} 已被他人修改，未做任何更改。',
  ],
  'remedy.SERVICE_CHANGED': ['Look at its present settings and decide again.', '请查看当前设置后再决定。'],
  'said.SERVICE_STILL_USED': [
    'Deployed orchestrations call {{services}}: {{orchestrations}}. Nothing was changed.',
    '已部署的编排正在调用 {{services}}：{{orchestrations}}。未做任何更改。',
  ],
  'remedy.SERVICE_STILL_USED': [
    'Disable these orchestrations, or deploy versions of them that call something else.',
    '请先停用这些编排，或部署调用其他服务的版本。',
  ],
  'said.SERVICE_STILL_USED.orchestration': ['{{name}} (version {{version}})', '{{name}}（版本 {{version}}）'],
  'said.SERVICE_NOT_OFFERED': [
    '{{package}} does not offer {{path}}, which {{service}} calls.',
    '{{package}} 不提供 {{service}} 所调用的 {{path}}。',
  ],
  'remedy.SERVICE_NOT_OFFERED': [
    'Take the interface out, or register a version of the package that offers it.',
    '请移除该接口，或注册提供它的插件包版本。',
  ],
  'said.SERVICE_ACTION_INVALID': [
    '"{{action}}" cannot be the action of a service.',
    '“{{action}}”不能作为服务的操作名。',
  ],
  'remedy.SERVICE_ACTION_INVALID': [
    'Use 1 to 255 characters without slashes and brackets.',
    '请使用 1 至 255 个字符，不含斜杠和括号。',
  ],
  'said.SERVICE_ACTION_REPEATED': [
    'Two interfaces of this registration have the action "{{action}}".',
    '该服务注册中有两个接口的操作名都是“{{action}}”。',
  ],
  'remedy.SERVICE_ACTION_REPEATED': ['Give one of them another action.', '请为其中一个改名。'],
  'said.SERVICE_FILTER_INVALID': [
    'The filter of {{service}} does not fit {{entity}}: {{reason}}',
    '{{service}} 的过滤条件不适用于 {{entity}}：{{reason}}',
  ],
  'remedy.SERVICE_FILTER_INVALID': [
    "Correct the filter, written as {attribute operator 'value'}.",
    "请更正过滤条件，格式为 {attribute operator 'value'}。",
  ],
  'said.SERVICE_FILTER_INVALID.noTarget': [
    '{{service}} has a filter but no target entity that it could be about.',
    '{{service}} 有过滤条件，但没有可过滤的目标实体。',
  ],
  'remedy.SERVICE_FILTER_INVALID.noTarget': [
    'Choose a target entity, or take the filter out.',
    '请选择目标实体，或去掉过滤条件。',
  ],
  'said.MAPPING_EXPRESSION_INVALID': [
    '{{parameter}} of {{service}}: {{reason}}',
    '{{service}} 的 {{parameter}}：{{reason}}',
  ],
  'remedy.MAPPING_EXPRESSION_INVALID': [
    'Correct the expression; it begins at the target entity.',
    '请更正表达式，它应从目标实体开始。',
  ],
  'said.MAPPING_TYPE_UNKNOWN': [
    '{{parameter}} of {{service}} has the mapping "{{mapping}}", which is not known.',
    '{{service}} 的 {{parameter}} 使用了未知的映射方式“{{mapping}}”。',
  ],
  'remedy.MAPPING_TYPE_UNKNOWN': ['Choose one of {{known}}.', '请选择其中之一：{{known}}。'],
  'said.MAPPING_OBJECT_UNKNOWN': [
    '{{parameter}} of {{service}} is built in the shape "{{object}}", which this registration does not have.',
    '{{service}} 的 {{parameter}} 按“{{object}}”构造，但该服务注册没有这个对象结构。',
  ],
  'remedy.MAPPING_OBJECT_UNKNOWN': ['Add the shape, or choose another.', '请添加该对象结构，或另选一个。'],
  'said.MAPPING_OBJECT_ENDLESS': [
    'The shape "{{object}}" stands inside itself, so {{parameter}} of {{service}} would have no end.',
    '对象结构“{{object}}”包含自身，{{service}} 的 {{parameter}} 将没有尽头。',
  ],
  'remedy.MAPPING_OBJECT_ENDLESS': [
    'Take the property out that leads back to "{{object}}".',
    '请去掉引回“{{object}}”的属性。',
  ],
  'said.MAPPING_PARAMETER_UNKNOWN': [
    '{{service}} has no parameter "{{parameter}}". Nothing was changed.',
    '{{service}} 没有参数“{{parameter}}”，未做任何更改。',
  ],
  'remedy.MAPPING_PARAMETER_UNKNOWN': [
    'Load the registration again and repeat the change.',
    '请重新打开该服务注册后再修改。',
  ],
  'said.MAPPING_INCOMPLETE': [
    '{{parameter}} of {{service}} is required and its mapping gives no value.',
    '{{service}} 的 {{parameter}} 为必填，但映射没有给出值。',
  ],
  'remedy.MAPPING_INCOMPLETE': [
    'Complete the mapping, or let each orchestration give the value.',
    '请补全映射，或由各编排给出该值。',
  ],
  'said.REGISTRATION_NOT_FOUND': [
    'There is no service registration with the id "{{id}}". Nothing was changed.',
    '没有编号为“{{id}}”的服务注册，未做任何更改。',
  ],
  'remedy.REGISTRATION_NOT_FOUND': [
    'It may have left with its package; look it up in the list of services.',
    '它可能已随插件包移除，请在服务列表中查找。',
  ],
  'said.REGISTRATION_EXISTS': [
    'There is a registration {{registration}} already. Nothing was changed.',
    '服务注册 {{registration}} 已存在，未做任何更改。',
  ],
  'remedy.REGISTRATION_EXISTS': ['Choose another name.', '请换一个名称。'],
  'said.REGISTRATION_NAME_INVALID': [
    '"{{name}}" cannot be the name of a registration.',
    '“{{name}}”不能作为服务注册的名称。',
  ],
  'remedy.REGISTRATION_NAME_INVALID': [
    'Use 1 to 120 characters without slashes and brackets.',
    '请使用 1 至 120 个字符，不含斜杠和括号。',
  ],
  'said.REGISTRATION_FILTER_INVALID': [
    'The filter of the target entity {{entity}} is wrong: {{reason}}',
    '目标实体 {{entity}} 的过滤条件有误：{{reason}}',
  ],
  'remedy.REGISTRATION_FILTER_INVALID': [
    "Correct the filter, written as {attribute operator 'value'}.",
    "请更正过滤条件，格式为 {attribute operator 'value'}。",
  ],
  'said.REGISTRATION_FILTER_INVALID.noTarget': [
    'The registration has a filter but no target entity that it could be about.',
    '该服务注册有过滤条件，但没有可过滤的目标实体。',
  ],
  'remedy.REGISTRATION_FILTER_INVALID.noTarget': [
    'Choose a target entity, or take the filter out.',
    '请选择目标实体，或去掉过滤条件。',
  ],
  'said.REGISTRATION_EMPTY': [
    '{{registration}} has no interfaces, so there is nothing to enable.',
    '{{registration}} 没有接口，因此没有可启用的内容。',
  ],
  'remedy.REGISTRATION_EMPTY': ['Add an interface of its plugin.', '请添加其插件的接口。'],
  'said.REGISTRATION_NOT_YOURS': [
    'Only the roles {{roles}} may change {{registration}}. Nothing was changed.',
    '只有角色 {{roles}} 可以修改 {{registration}}，未做任何更改。',
  ],
  'remedy.REGISTRATION_NOT_YOURS': ['Ask somebody with one of these roles.', '请联系拥有这些角色的人。'],
  'said.REGISTRATION_LOCKED_OUT': [
    'You hold none of the roles {{roles}}, so you could not change {{registration}} any more. Nothing was changed.',
    '您没有角色 {{roles}} 中的任何一个，之后将无法修改 {{registration}}。未做任何更改。',
  ],
  'remedy.REGISTRATION_LOCKED_OUT': [
    'Keep one of your own roles among those that may change it.',
    '请在可修改的角色中保留您自己的一个角色。',
  ],
  'said.REGISTRATION_OF_MANIFEST': [
    '{{registration}} is declared by its package and cannot be deleted. Nothing was changed.',
    '{{registration}} 由其插件包声明，不能删除，未做任何更改。',
  ],
  'remedy.REGISTRATION_OF_MANIFEST': ['Disable it instead.', '请改为停用。'],
  'said.REGISTRATIONS_LEFT_BEHIND': [
    '{{version}} has no place for what was set up for {{names}}.',
    '{{version}} 无法沿用为 {{names}} 所做的设置。',
  ],
  'remedy.REGISTRATIONS_LEFT_BEHIND': [
    'It is kept and returns with a version that has the interfaces again. Check what uses these services.',
    '设置会保留，待有版本重新提供这些接口时恢复。请检查哪些地方使用了这些服务。',
  ],
  'said.REGISTRATIONS_LEFT_BEHIND.more': [
    '{{version}} has no place for what was set up for {{names}} and {{more}} more.',
    '{{version}} 无法沿用为 {{names}} 等所做的设置，另有 {{more}} 项。',
  ],
  'remedy.REGISTRATIONS_LEFT_BEHIND.more': [
    'It is kept and returns with a version that has the interfaces again. Check what uses these services.',
    '设置会保留，待有版本重新提供这些接口时恢复。请检查哪些地方使用了这些服务。',
  ],
  'said.REGISTRATIONS_LEFT_BEHIND.parameter': ['{{parameter}} of {{service}}', '{{service}} 的 {{parameter}}'],
  'said.PACKAGE_NOT_ACTIVE.services': [
    'No version of the package {{package}} is registered. Nothing was changed.',
    '插件包 {{package}} 没有已注册的版本，未做任何更改。',
  ],
  'remedy.PACKAGE_NOT_ACTIVE.services': ['Register a version of it first.', '请先注册一个版本。'],
  'said.SNAPSHOT_NOT_FOUND': [
    'No registrations of {{package}} {{version}} are kept. Nothing was changed.',
    '没有保留 {{package}} {{version}} 的服务注册，未做任何更改。',
  ],
  'remedy.SNAPSHOT_NOT_FOUND': ['Choose one of the versions that were active before.', '请选择曾经生效的版本。'],
  'said.IMPORT_UNREADABLE': [
    'The file cannot be read: {{reason}} Nothing was changed.',
    '无法读取文件：{{reason}} 未做任何更改。',
  ],
  'remedy.IMPORT_UNREADABLE': [
    'Give the XML that WeCube exports, or the YAML or JSON that this platform exports.',
    '请提供 WeCube 导出的 XML，或本平台导出的 YAML 或 JSON。',
  ],
  'said.IMPORT_OTHER_PACKAGE': [
    'The file is of the package {{other}}, not of {{package}}. Nothing was changed.',
    '文件属于插件包 {{other}}，而不是 {{package}}。未做任何更改。',
  ],
  'remedy.IMPORT_OTHER_PACKAGE': [
    'Choose the file of {{package}}, or import it into {{other}}.',
    '请选择 {{package}} 的文件，或导入到 {{other}}。',
  ],
  'said.IMPORT_PLUGIN_MISSING': [
    '{{registration}} is left out: {{package}} {{version}} has no plugin of that name.',
    '略过 {{registration}}：{{package}} {{version}} 没有该插件。',
  ],
  'remedy.IMPORT_PLUGIN_MISSING': [
    'Register a version of the package that has it, and import the file again.',
    '请注册包含该插件的版本后重新导入。',
  ],
  'said.IMPORT_INTERFACE_MISSING': [
    '{{service}} is left out: {{package}} {{version}} does not offer {{path}}.',
    '略过 {{service}}：{{package}} {{version}} 不提供 {{path}}。',
  ],
  'remedy.IMPORT_INTERFACE_MISSING': [
    'Register a version of the package that offers it, and import the file again.',
    '请注册提供该接口的版本后重新导入。',
  ],
  'said.IMPORT_PARAMETERS_UNDECLARED': [
    '{{service}} sends {{parameters}}, which {{package}} {{version}} does not declare. They are taken as they are.',
    '{{service}} 会发送 {{parameters}}，{{package}} {{version}} 并未声明。按原样采用。',
  ],
  'remedy.IMPORT_PARAMETERS_UNDECLARED': [
    'Plugins read over what they do not know; take them out if this one does not.',
    '插件会忽略不认识的参数；如果该插件不会，请去掉它们。',
  ],
  'said.IMPORT_PARAMETERS_ADDED': [
    'Nothing is said about {{parameters}} of {{service}}; the mapping of {{version}} is taken.',
    '{{service}} 的 {{parameters}} 没有说明，采用 {{version}} 的映射。',
  ],
  'remedy.IMPORT_PARAMETERS_ADDED': ['Check these mappings.', '请检查这些映射。'],
  'said.IMPORT_ROLE_MISSING': [
    'There is no role "{{role}}", to which {{registrations}} are given. They are given to it all the same.',
    '角色“{{role}}”不存在，但 {{registrations}} 授予了它。仍然按此授予。',
  ],
  'remedy.IMPORT_ROLE_MISSING': [
    'Create the role, or choose others for these registrations.',
    '请创建该角色，或为这些服务注册另选角色。',
  ],
  'said.IMPORT_ROLES_UNCHECKED': [
    'It could not be asked which roles there are; {{roles}} are taken as they are.',
    '暂时无法查询有哪些角色，{{roles}} 按原样采用。',
  ],
  'remedy.IMPORT_ROLES_UNCHECKED': ['Check them in the list of roles.', '请在角色列表中核对。'],
  'said.IMPORT_NOT_CALLABLE': [
    '{{registration}} is to be enabled, but {{services}} cannot be called yet: {{reason}}',
    '{{registration}} 应为启用，但 {{services}} 暂时不能调用：{{reason}}',
  ],
  'remedy.IMPORT_NOT_CALLABLE': [
    'They become callable by themselves as soon as nothing stands in the way any more.',
    '障碍消除后它们会自动变为可调用。',
  ],
  'said.IMPORT_VARIABLES_LEFT': [
    'The system parameters of the file are left out: setting them needs the right "{{action}}".',
    '略过文件中的系统参数：设置它们需要权限“{{action}}”。',
  ],
  'remedy.IMPORT_VARIABLES_LEFT': ['Have somebody import the file who has the right.', '请由拥有该权限的人导入。'],
  'said.IMPORT_VARIABLE_FOREIGN': [
    'The system parameter {{name}} is left out: it is of the package {{other}}.',
    '略过系统参数 {{name}}：它属于插件包 {{other}}。',
  ],
  'remedy.IMPORT_VARIABLE_FOREIGN': ['Import it with the file of {{other}}.', '请随 {{other}} 的文件导入。'],
  'said.EXPORT_SECRETS_LEFT': [
    'The values of {{names}} are secret and were left out.',
    '{{names}} 的值是机密，未写入文件。',
  ],
  'remedy.EXPORT_SECRETS_LEFT': [
    'Write them in where the file is imported, or export with secrets.',
    '请在导入处补写，或选择连同机密导出。',
  ],
} as const;
