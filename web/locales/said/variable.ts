/** What the platform says about variables, by code and case; the English is the server's own. */
export const variableSaid = {
  'said.VARIABLE_DECLARED_TWICE': [
    'The global variable {{variable}} is declared by {{other}} too; {{package}} sees its own.',
    '全局系统参数 {{variable}} 也由 {{other}} 声明；{{package}} 使用自己的值。',
  ],
  'said.VARIABLE_DECLARED_TWICE.platform': [
    'The global variable {{variable}} is declared by the platform too; {{package}} sees its own.',
    '全局系统参数 {{variable}} 也由平台声明；{{package}} 使用自己的值。',
  ],
  'said.VARIABLE_NOT_FOUND': ['There is no system variable {{id}}.', '没有系统参数 {{id}}。'],
  'said.VARIABLE_EXISTS': [
    'There is already a variable {{variable}} of {{package}}.',
    '{{package}} 已有系统参数 {{variable}}。',
  ],
  'remedy.VARIABLE_EXISTS': [
    'Change that one, or choose another name or package.',
    '请修改已有的参数，或换一个名称或插件包。',
  ],
  'said.VARIABLE_EXISTS.platform': [
    'The platform already has a variable {{variable}}.',
    '平台已有系统参数 {{variable}}。',
  ],
  'remedy.VARIABLE_EXISTS.platform': ['Change that one, or choose another name.', '请修改已有的参数，或换一个名称。'],
  'said.VARIABLE_CHANGED': [
    'Somebody changed {{variable}} since you looked. Nothing was changed.',
    '{{variable}} 在您查看之后已被他人修改，本次未做任何更改。',
  ],
  'remedy.VARIABLE_CHANGED': ['Look at it again, then repeat your change.', '请重新查看后再修改。'],
  'said.VARIABLE_NAME_INVALID': [
    '"{{variable}}" is no name of a variable: it begins with a letter or "_", then come letters, digits, "_", "." and "-", 255 at most.',
    '“{{variable}}”不是有效的参数名：须以字母或“_”开头，其后为字母、数字、“_”、“.”和“-”，最多 255 个字符。',
  ],
  'said.VARIABLE_WORD_INVALID': [
    'The field {{field}} holds one word of at most {{most}} characters.',
    '字段 {{field}} 须为一个词，最多 {{most}} 个字符。',
  ],
  'said.VARIABLE_VALUE_TOO_LONG': ['A value has at most {{most}} characters.', '参数值最多 {{most}} 个字符。'],
  'said.VARIABLE_STAYS_SECRET': [
    '{{variable}} is secret and would be shown.',
    '{{variable}} 是保密参数，此更改会使其值显示出来。',
  ],
  'remedy.VARIABLE_STAYS_SECRET': [
    'Give it a new value with the same change, or leave it secret.',
    '请在同一次更改中给出新值，或保持保密。',
  ],
  'said.VARIABLE_DECLARED': [
    '{{variable}} is declared by {{source}}, so it cannot be deleted.',
    '{{variable}} 由 {{source}} 声明，不能删除。',
  ],
  'remedy.VARIABLE_DECLARED': ['Make it inactive, or take its value away.', '可将其停用，或清除其值。'],
  'said.VARIABLE_DECLARED.platform': [
    '{{variable}} belongs to the platform, so it cannot be deleted.',
    '{{variable}} 属于平台，不能删除。',
  ],
  'remedy.VARIABLE_DECLARED.platform': [
    'Take its value away; then its default is used.',
    '可清除其值，之后使用默认值。',
  ],
  'said.VARIABLE_IMPORT_INVALID': [
    'This is no export of system variables: {{reason}}.',
    '这不是系统参数的导出文件：{{reason}}。',
  ],
  'remedy.VARIABLE_IMPORT_INVALID': ['Choose a file that this page exported.', '请选择由本页面导出的文件。'],
} as const;
