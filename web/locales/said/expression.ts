/** What the platform says about expressions, by code and case; the English is the server's own. */
export const expressionSaid = {
  'said.EXPRESSION_INVALID': [
    'The expression "{{expression}}" is not valid: {{reason}}',
    '表达式“{{expression}}”无效：{{reason}}',
  ],
  'said.EXPRESSION_TOO_MANY_ROWS': [
    '"{{entity}}" has more than {{maxRows}} objects on this path. Add a filter.',
    '此路径上“{{entity}}”的对象超过 {{maxRows}} 个，请添加过滤条件。',
  ],
  'said.EXPRESSION_TIMED_OUT': [
    'Reading "{{entity}}" was given up: the expression took longer than {{timeoutMs}} ms.',
    '已放弃读取“{{entity}}”：表达式执行超过 {{timeoutMs}} 毫秒。',
  ],
  'said.EXPRESSION_CANCELLED': ['The evaluation was cancelled.', '表达式求值已取消。'],
  'said.EXPRESSION_PLUGIN_FAILED': [
    'The objects of "{{entity}}" could not be read: {{reason}}',
    '无法读取“{{entity}}”的对象：{{reason}}',
  ],
  'said.EXPRESSION_PLUGIN_FAILED.noId': [
    'The plugin behind "{{entity}}" answered with an object without an id.',
    '“{{entity}}”的插件返回了没有 id 的对象。',
  ],
  'said.EXPRESSION_PLUGIN_FAILED.noAttribute': [
    'The plugin behind "{{entity}}" answered with an object without "{{attribute}}", by which it was asked.',
    '“{{entity}}”的插件返回了没有查询属性“{{attribute}}”的对象。',
  ],
  'said.EXPRESSION_SYNTAX.unexpected': [
    '"{{found}}" is not expected here; expected {{expected}}.',
    '此处不应为“{{found}}”；应为 {{expected}}。',
  ],
  'said.EXPRESSION_SYNTAX.end': [
    'The expression ends too early; expected {{expected}}.',
    '表达式不完整；应为 {{expected}}。',
  ],
  'said.ONE_OF': ['{{first}} or {{last}}', '{{first}} 或 {{last}}'],
  'said.DID_YOU_MEAN': [' Did you mean "{{suggestion}}"?', '是否为“{{suggestion}}”？'],
  'said.EXPRESSION_TOO_LONG': [
    'The expression has {{characters}} characters; at most {{most}} are read.',
    '表达式有 {{characters}} 个字符，最多读取 {{most}} 个。',
  ],
  'said.WRONG_ROOT_ENTITY': [
    'The expression starts at "{{entity}}", but must start at the root entity "{{rootEntity}}".',
    '表达式从“{{entity}}”开始，但必须从根实体“{{rootEntity}}”开始。',
  ],
  'said.UNKNOWN_PACKAGE': ['There is no package "{{name}}".{{hint}}', '没有插件包“{{name}}”。{{hint}}'],
  'said.UNKNOWN_ENTITY': [
    'Package "{{package}}" has no entity "{{name}}".{{hint}}',
    '插件包“{{package}}”没有实体“{{name}}”。{{hint}}',
  ],
  'said.UNKNOWN_ATTRIBUTE': [
    'Entity "{{entity}}" has no attribute "{{name}}".{{hint}}',
    '实体“{{entity}}”没有属性“{{name}}”。{{hint}}',
  ],
  'said.UNKNOWN_OPERATOR': ['There is no operator "{{name}}".{{hint}}', '没有运算符“{{name}}”。{{hint}}'],
  'said.OPERATOR_NEEDS_VALUE': ['"{{operator}}" needs a value.', '“{{operator}}”需要一个值。'],
  'said.WRONG_DIRECTION': [
    '"{{attribute}}" is a reference from "{{from}}" to "{{to}}", so it is followed the other way: write "{{suggestion}}".',
    '“{{attribute}}”是从“{{from}}”到“{{to}}”的引用，应反向使用：请写为“{{suggestion}}”。',
  ],
  'said.NOT_A_REFERENCE': [
    '"{{attribute}}" of "{{from}}" is not a reference. References to "{{to}}": {{references}}.',
    '“{{from}}”的“{{attribute}}”不是引用。到“{{to}}”的引用有：{{references}}。',
  ],
  'said.NOT_A_REFERENCE.none': [
    '"{{attribute}}" of "{{from}}" is not a reference. "{{from}}" has none to "{{to}}".',
    '“{{from}}”的“{{attribute}}”不是引用，且“{{from}}”没有到“{{to}}”的引用。',
  ],
  'said.WRONG_REFERENCE_TARGET': [
    '"{{attribute}}" of "{{from}}" references "{{actual}}", not "{{to}}".',
    '“{{from}}”的“{{attribute}}”引用的是“{{actual}}”，而不是“{{to}}”。',
  ],
  'said.OBJECT_QUERY_INVALID.entity': ['There is no entity "{{name}}".{{hint}}', '没有实体“{{name}}”。{{hint}}'],
  'said.OBJECT_QUERY_INVALID.operator': ['There is no operator "{{name}}".{{hint}}', '没有运算符“{{name}}”。{{hint}}'],
  'said.OBJECT_QUERY_INVALID.attribute': [
    'Entity "{{entity}}" has no attribute "{{name}}".{{hint}}',
    '实体“{{entity}}”没有属性“{{name}}”。{{hint}}',
  ],
  'said.BAD_PAGE.size': ['A page holds 0 to {{most}} rows.', '一页可有 0 到 {{most}} 行。'],
} as const;
