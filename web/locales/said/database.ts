/** What the platform says about databases of packages, by code and case; the English is the server's own. */
export const databaseSaid = {
  'said.DATABASE_SERVER_NEEDED': [
    '{{package}} keeps its data in the schema "{{schema}}", and the platform has no MySQL server for plugins.',
    '{{package}} 的数据存放在库“{{schema}}”，而平台没有供插件使用的 MySQL 服务器。',
  ],
  'remedy.DATABASE_SERVER_NEEDED': [
    'Add a MySQL server on the page Resources (or set WECUBE_PLUGIN_MYSQL_URL) where the platform may create schemas and users.',
    '请在“资源”页面添加平台可创建库和用户的 MySQL 服务器（或设置 WECUBE_PLUGIN_MYSQL_URL）。',
  ],
  'said.DATABASE_SERVER_UNREACHABLE': [
    'The MySQL server {{server}} cannot be used: {{reason}}',
    '无法使用 MySQL 服务器 {{server}}：{{reason}}',
  ],
  'remedy.DATABASE_SERVER_UNREACHABLE': [
    'Test it on the page Resources: it must run, and its user may create schemas and users.',
    '请在“资源”页面测试它：它必须在运行，且其用户可创建库和用户。',
  ],
  'said.DATABASE_NAME_INVALID': ['"{{schema}}" is no name for a schema.', '“{{schema}}”不是有效的库名。'],
  'remedy.DATABASE_NAME_INVALID': [
    'A name has 1 to 64 letters, digits, _, - or $.',
    '库名由 1 至 64 个字母、数字、_、- 或 $ 组成。',
  ],
  'said.DATABASE_OF_ANOTHER': ['The schema "{{schema}}" belongs to {{other}}.', '库“{{schema}}”属于 {{other}}。'],
  'remedy.DATABASE_OF_ANOTHER': [
    'Give the package a schema of its own in its register.xml.',
    '请在 register.xml 中为该插件包指定自己的库。',
  ],
  'said.DATABASE_NOT_OURS': [
    'The schema "{{schema}}" is on {{server}} already, and the platform did not make it.',
    '{{server}} 上已有库“{{schema}}”，且并非由平台创建。',
  ],
  'remedy.DATABASE_NOT_OURS': [
    'Rename or drop it, or use another server for plugins: the platform takes over no data of others.',
    '请将其改名或删除，或为插件使用另一台服务器：平台不接管他人的数据。',
  ],
  'said.DATABASE_SCRIPT_MISSING': [
    'The package declares the script "{{file}}" and does not hold it.',
    '插件包声明了脚本“{{file}}”，但包内没有该文件。',
  ],
  'said.DATABASE_SCRIPT_BUSY': [
    'Another launch has been running the scripts of the schema "{{schema}}" for too long.',
    '另一次启动仍在执行库“{{schema}}”的脚本，等待超时。',
  ],
  'remedy.DATABASE_SCRIPT_BUSY': ['Wait until it is done, then launch again.', '请待其完成后再次启动。'],
  'said.DATABASE_SCRIPT_FAILED': ['{{file}}, line {{line}}: {{reason}}', '{{file}} 第 {{line}} 行：{{reason}}'],
  'remedy.DATABASE_SCRIPT_FAILED': [
    'Correct the statement in the package. A script that goes on where this one stopped is continued from there.',
    '请更正插件包中的该语句；若脚本此前部分未变，将从中断处继续执行。',
  ],
  'said.DATABASE_KEY_MISSING': [
    '{{file}}, line {{line}}: the statement was run without the foreign key "{{key}}" of the table "{{table}}", which cannot be added again: {{reason}}',
    '{{file}} 第 {{line}} 行：该语句在去除表“{{table}}”的外键“{{key}}”后执行，而该外键无法重新添加：{{reason}}',
  ],
  'remedy.DATABASE_KEY_MISSING': [
    'Make the columns on both sides of the key agree, in the package or in the schema, then launch again: the platform has kept the key and adds it.',
    '请在插件包或库中使外键两侧的列一致，然后再次启动：平台已记下该外键，并会重新添加。',
  ],
  'said.DATABASE_SCRIPT_CHANGED': [
    'A script stopped after {{done}} statements, and those of the package differ before that point.',
    '脚本曾在执行 {{done}} 条语句后中断，而插件包中此前的语句已不同。',
  ],
  'remedy.DATABASE_SCRIPT_CHANGED': [
    'Leave what was run before unchanged, or repair the schema "{{schema}}" by hand.',
    '请保持已执行的语句不变，或手工修复库“{{schema}}”。',
  ],
} as const;
