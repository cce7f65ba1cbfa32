/** What the platform says about files of orchestrations, by code and case; the English is the server's own. */
export const exchangeSaid = {
  'said.DEFINITION_FILE_UNREADABLE.empty': ['The file is empty.', '文件为空。'],
  'remedy.DEFINITION_FILE_UNREADABLE.empty': ['Choose another file.', '请选择其他文件。'],
  'said.DEFINITION_FILE_UNREADABLE.large': [
    'The file is larger than {{most}} MiB. Nothing was taken.',
    '文件超过 {{most}} MiB。未导入任何内容。',
  ],
  'remedy.DEFINITION_FILE_UNREADABLE.large': ['Export fewer orchestrations at once.', '请减少一次导出的编排数量。'],
  'said.DEFINITION_FILE_UNREADABLE.many': [
    'The file holds {{count}} orchestrations; at most {{most}} are taken at once. Nothing was taken.',
    '文件包含 {{count}} 个编排，一次最多导入 {{most}} 个。未导入任何内容。',
  ],
  'remedy.DEFINITION_FILE_UNREADABLE.many': ['Export fewer orchestrations at once.', '请减少一次导出的编排数量。'],
  'said.DEFINITION_FILE_UNREADABLE.form': [
    'The file holds no orchestration that could be read. Nothing was taken.',
    '文件中没有可读取的编排。未导入任何内容。',
  ],
  'remedy.DEFINITION_FILE_UNREADABLE.form': [
    'Choose a file exported by this platform (YAML), by WeCube (JSON), or by WeCube 2 (.pds).',
    '请选择由本平台（YAML）、WeCube（JSON）或 WeCube 2（.pds）导出的文件。',
  ],
  'said.DEFINITION_FILE_UNREADABLE.broken': [
    'The file cannot be read: {{reason}}. Nothing was taken.',
    '无法读取文件：{{reason}}。未导入任何内容。',
  ],
  'remedy.DEFINITION_FILE_UNREADABLE.broken': [
    'Export it again, or correct it at that place.',
    '请重新导出，或在该处更正。',
  ],
  'said.DEFINITION_FILE_UNREADABLE.process': [
    'The process of "{{name}}" cannot be read: {{reason}}. Nothing was taken.',
    '无法读取“{{name}}”的流程：{{reason}}。未导入任何内容。',
  ],
  'remedy.DEFINITION_FILE_UNREADABLE.process': ['Export it again.', '请重新导出。'],
  'said.DEFINITION_FILE_UNREADABLE.twice': [
    'The orchestration "{{key}}" stands in the file twice. Nothing was taken.',
    '编排“{{key}}”在文件中出现两次。未导入任何内容。',
  ],
  'remedy.DEFINITION_FILE_UNREADABLE.twice': ['Keep one of them.', '请只保留其中一个。'],
  'said.IMPORT_NODE_RENAMED': [
    'A {{nodeType}} node was named "{{was}}"; it is called "{{name}}", since names tell nodes apart.',
    '一个 {{nodeType}} 节点原名“{{was}}”，现命名为“{{name}}”：节点以名称区分。',
  ],
  'said.IMPORT_NODE_RENAMED.unnamed': [
    'A {{nodeType}} node had no name; it is called "{{name}}".',
    '一个 {{nodeType}} 节点没有名称，现命名为“{{name}}”。',
  ],
  'said.IMPORT_NODE_TYPE_UNKNOWN': [
    '"{{name}}" is of the type "{{was}}", which is not known here; it became an automatic node.',
    '“{{name}}”的类型“{{was}}”在此未知，已改为自动节点。',
  ],
  'remedy.IMPORT_NODE_TYPE_UNKNOWN': ['Choose what it does, or remove it.', '请选择其操作，或移除该节点。'],
  'said.IMPORT_GATEWAY_PARTED': [
    '"{{name}}" gathered branches and split them again; it became two nodes.',
    '“{{name}}”先汇聚分支又再次分流，已拆分为两个节点。',
  ],
  'said.IMPORT_EVENT_LEFT': [
    'The event "{{name}}" at the border of "{{node}}" was left out, with the links from it.',
    '“{{node}}”边界上的事件“{{name}}”及其连线已省略。',
  ],
  'remedy.IMPORT_EVENT_LEFT': ['Use a time limit and a decision instead.', '请改用超时时间和判断节点。'],
  'said.IMPORT_TIMER_UNREADABLE': [
    'The timer of "{{name}}" says "{{text}}", which cannot be read.',
    '“{{name}}”的定时“{{text}}”无法识别。',
  ],
  'remedy.IMPORT_TIMER_UNREADABLE': ['Set how long it waits.', '请设置等待时间。'],
  'said.IMPORT_TIMER_ONCE': [
    'The timer of "{{name}}" repeats ("{{text}}"); it waits once.',
    '“{{name}}”的定时为重复（“{{text}}”），现只等待一次。',
  ],
  'said.IMPORT_ZONE_ASSUMED': [
    '"{{name}}" waits until {{text}}, without a time zone; {{zone}} was taken.',
    '“{{name}}”等待至 {{text}}，未注明时区，按 {{zone}} 处理。',
  ],
  'remedy.IMPORT_ZONE_ASSUMED': ['Correct the time if it was meant for another zone.', '如为其他时区，请更正时间。'],
  'said.IMPORT_LINK_LEFT': [
    'A link from "{{source}}" to "{{target}}" was left out, since one of them is not in the file.',
    '从“{{source}}”到“{{target}}”的连线已省略：其中一端不在文件中。',
  ],
  'said.IMPORT_CHILD_UNKNOWN': [
    '"{{name}}" runs the orchestration "{{child}}", which is neither here nor in the file.',
    '“{{name}}”执行的编排“{{child}}”既不在此处也不在文件中。',
  ],
  'remedy.IMPORT_CHILD_UNKNOWN': ['Import it too, then choose it in the node.', '请一并导入，再在节点中选择。'],
  'said.IMPORT_LACKING.services': ['Services that are not here: {{names}}.', '此处没有的插件服务：{{names}}。'],
  'remedy.IMPORT_LACKING.services': [
    'Register their packages, or choose other services.',
    '请注册相应插件包，或选择其他服务。',
  ],
  'said.IMPORT_LACKING.roles': ['Roles that are not here: {{names}}.', '此处没有的角色：{{names}}。'],
  'remedy.IMPORT_LACKING.roles': [
    'Create them, or give the orchestration to other roles.',
    '请创建这些角色，或将编排授予其他角色。',
  ],
  'said.IMPORT_LACKING.packages': [
    'Packages whose data model is not here: {{names}}.',
    '此处没有其数据模型的插件包：{{names}}。',
  ],
  'remedy.IMPORT_LACKING.packages': ['Upload, register and launch them.', '请上传、注册并启动这些插件包。'],
  'said.IMPORT_VERSION_RAISED': [
    'The file says v{{was}}, but v{{newest}} is here already: it became v{{version}}.',
    '文件为 v{{was}}，但此处已有 v{{newest}}，因此成为 v{{version}}。',
  ],
  'said.IMPORT_DRAFT_MADE': [
    'Somebody made a draft of one of these orchestrations meanwhile. Nothing was taken.',
    '其间有人为其中一个编排创建了草稿。未导入任何内容。',
  ],
  'remedy.IMPORT_DRAFT_MADE': [
    'Look at what the import would do now, then try again.',
    '请先查看现在导入的结果，再重试。',
  ],
  'said.EXPORT_LOST': [
    'WeCube has no word for "{{what}}" of "{{name}}"; the file leaves it out.',
    'WeCube 无法表达“{{name}}”的“{{what}}”，文件中已省略。',
  ],
  'remedy.EXPORT_LOST': ['Export as YAML to keep everything.', '导出为 YAML 可保留全部内容。'],
  'said.IMPORT_DRAFT_REPLACED': [
    'The draft v{{version}}, last changed by {{by}}, takes what the file says.',
    '草稿 v{{version}}（最后由 {{by}} 更改）将采用文件内容。',
  ],
} as const;
