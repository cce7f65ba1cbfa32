/** What the platform says about manifest, by code and case; the English is the server's own. */
export const manifestSaid = {
  'said.MANIFEST_UNREADABLE': ['{{file}} cannot be read: {{reason}}.', '无法读取 {{file}}：{{reason}}。'],
  'remedy.MANIFEST_UNREADABLE': [
    'Give a register.xml, or a package zip with register.xml in its root.',
    '请提供 register.xml，或根目录含有 register.xml 的插件包 zip。',
  ],
  'said.MANIFEST_XML_BROKEN': [
    'register.xml is no well-formed XML: line {{line}}, column {{column}}: {{reason}}.',
    'register.xml 不是格式正确的 XML：第 {{line}} 行第 {{column}} 列：{{reason}}。',
  ],
  'remedy.MANIFEST_XML_BROKEN': [
    'Correct line {{line}} and check the file with an XML editor.',
    '请更正第 {{line}} 行，并用 XML 编辑器检查文件。',
  ],
  'said.MANIFEST_GENERATION_OLD': [
    'This register.xml is of the {{generation}} generation ({{mark}} on line {{line}}); only v2 is read.',
    '此 register.xml 属于 {{generation}} 代（第 {{line}} 行的 {{mark}}）；仅支持 v2。',
  ],
  'remedy.MANIFEST_GENERATION_OLD': [
    'Take a release of the plugin from November 2019 or later, or rewrite the file: {{rewrite}}',
    '请使用 2019 年 11 月或之后发布的插件版本，或改写文件：{{rewrite}}',
  ],
  'said.MANIFEST_ROOT_UNKNOWN': [
    'The root element is <{{element}}>, not <package>.',
    '根元素是 <{{element}}>，而不是 <package>。',
  ],
  'remedy.MANIFEST_ROOT_UNKNOWN': [
    'Give the register.xml of a WeCube plugin package, whose root is <package name="..." version="...">.',
    '请提供 WeCube 插件包的 register.xml，其根元素为 <package name="..." version="...">。',
  ],
  'said.MANIFEST_PACKAGE_NAME_INVALID': [
    'The package name "{{name}}" cannot be the first part of an address.',
    '插件包名称“{{name}}”不能作为地址的第一部分。',
  ],
  'remedy.MANIFEST_PACKAGE_NAME_INVALID': [
    'Use at most 63 letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
    '最多 63 个字母、数字、点、连字符和下划线，并以字母或数字开头。',
  ],
  'said.MANIFEST_VERSION_INVALID': ['The version "{{version}}" is no version.', '版本“{{version}}”无效。'],
  'remedy.MANIFEST_VERSION_INVALID': ['Write it as v1.2.3.', '请写为 v1.2.3。'],
  'said.MANIFEST_VERSION_UNUSUAL': [
    'The version "{{version}}" has parts that are no numbers; they compare as zero.',
    '版本“{{version}}”含有非数字部分，比较时视为零。',
  ],
  'remedy.MANIFEST_VERSION_UNUSUAL': ['Write it as v1.2.3.', '请写为 v1.2.3。'],
  'said.MANIFEST_VERSION_UNUSUAL.notBuilt': [
    'The version "{{version}}" has parts that are no numbers; they compare as zero.',
    '版本“{{version}}”含有非数字部分，比较时视为零。',
  ],
  'remedy.MANIFEST_VERSION_UNUSUAL.notBuilt': [
    'A build was to put the version here: build the package first.',
    '版本应在构建时填入：请先构建插件包。',
  ],
  'said.MANIFEST_ELEMENT_UNKNOWN': [
    'The element <{{element}}> inside <{{parent}}> is not known and was ignored.',
    '<{{parent}}> 中的元素 <{{element}}> 未知，已忽略。',
  ],
  'remedy.MANIFEST_ELEMENT_UNKNOWN': [
    'Remove <{{element}}>, or check its name and place.',
    '请删除 <{{element}}>，或检查其名称和位置。',
  ],
  'said.MANIFEST_ATTRIBUTE_UNKNOWN': [
    'The attribute {{attribute}} of <{{element}}> is not known and was ignored.',
    '<{{element}}> 的属性 {{attribute}} 未知，已忽略。',
  ],
  'remedy.MANIFEST_ATTRIBUTE_UNKNOWN': [
    'Remove {{attribute}}, or check its spelling.',
    '请删除 {{attribute}}，或检查拼写。',
  ],
  'said.MANIFEST_ATTRIBUTE_MISSING': [
    '<{{element}}> on line {{line}} has no {{attribute}}.',
    '第 {{line}} 行的 <{{element}}> 没有 {{attribute}}。',
  ],
  'remedy.MANIFEST_ATTRIBUTE_MISSING': [
    'Give <{{element}}> a non-empty attribute {{attribute}}.',
    '请为 <{{element}}> 填写非空的属性 {{attribute}}。',
  ],
  'said.MANIFEST_NAME_REPEATED': [
    '<{{element}}> "{{name}}" on line {{line}} repeats the one on line {{first}}.',
    '第 {{line}} 行的 <{{element}}>“{{name}}”与第 {{first}} 行重复。',
  ],
  'remedy.MANIFEST_NAME_REPEATED': [
    'Remove one of the two, or give it another name.',
    '请删除其中一个，或换一个名称。',
  ],
  'said.MANIFEST_ACTION_INVALID': [
    'The action "{{action}}" on line {{line}} holds a slash, which separates the parts of a service name.',
    '第 {{line}} 行的 action“{{action}}”含有斜杠，而斜杠用于分隔服务名的各部分。',
  ],
  'remedy.MANIFEST_ACTION_INVALID': ['Use letters, digits and dashes.', '请使用字母、数字和连字符。'],
  'said.MANIFEST_PATH_OUTSIDE_PACKAGE': [
    'The path {{path}} on line {{line}} does not begin with /{{package}}/.',
    '第 {{line}} 行的路径 {{path}} 没有以 /{{package}}/ 开头。',
  ],
  'remedy.MANIFEST_PATH_OUTSIDE_PACKAGE': [
    'Begin it with /{{package}}/, under which the router reaches the package.',
    '请以 /{{package}}/ 开头，网关通过它访问该插件包。',
  ],
  'said.MANIFEST_PARAMETER_NAMELESS': [
    'The <parameter> on line {{line}} has no name.',
    '第 {{line}} 行的 <parameter> 没有名称。',
  ],
  'remedy.MANIFEST_PARAMETER_NAMELESS': [
    'Write its name between the tags: <parameter ...>name</parameter>.',
    '请在标签之间填写名称：<parameter ...>name</parameter>。',
  ],
  'said.MANIFEST_IDEMPOTENCY_UNKNOWN': [
    'idempotency="{{value}}" on line {{line}} is not known; unsafe is assumed.',
    '第 {{line}} 行的 idempotency="{{value}}" 未知，按 unsafe 处理。',
  ],
  'remedy.MANIFEST_IDEMPOTENCY_UNKNOWN': ['Write safe, keyed or unsafe.', '请填写 safe、keyed 或 unsafe。'],
} as const;
