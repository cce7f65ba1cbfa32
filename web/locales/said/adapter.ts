/** What the platform says about adapters, by code and case; the English is the server's own. */
export const adapterSaid = {
  'said.GRAPH_COMPOSER_UNREACHABLE': [
    'The router could not check the graph: {{reason}}.',
    '网关无法检查图：{{reason}}。',
  ],
  'remedy.GRAPH_COMPOSER_UNREACHABLE': [
    'See that the router is running, then try again.',
    '请确认网关正在运行，然后重试。',
  ],
  'said.PROCESS_NOT_STARTED': ['The process could not be started: {{reason}}', '进程无法启动：{{reason}}'],
  'said.PROCESS_NOT_ENDED': [
    'Process {{pid}} did not end, not even by SIGKILL.',
    '进程 {{pid}} 没有结束，SIGKILL 也无效。',
  ],
  'said.PACKAGE_PATH_OUTSIDE': ['The file "{{path}}" lies outside of the package.', '文件“{{path}}”位于插件包之外。'],
  'said.CONTAINER_NOT_FOUND': ['No process was prepared for {{instance}}.', '没有为 {{instance}} 准备进程。'],
  'said.CONTAINER_NOT_CREATED': ['Docker said: {{reason}}', 'Docker 未能创建容器：{{reason}}'],
  'said.CONTAINER_NOT_STARTED': ['Docker said: {{reason}}', 'Docker 未能启动容器：{{reason}}'],
  'said.COMMAND_NOT_STARTED': ['The command could not be started: {{reason}}', '命令无法启动：{{reason}}'],
  'said.CONTAINER_NOT_REMOVED': ['Docker did not remove the container in time.', 'Docker 没有及时移除容器。'],
  'said.IMAGE_NOT_DECLARED': [
    'The manifest names no Docker image (docker@imageName).',
    '注册描述没有指定 Docker 镜像（docker@imageName）。',
  ],
  'said.IMAGE_NOT_LOADED': ['Docker could not load image.tar: {{reason}}', 'Docker 无法加载 image.tar：{{reason}}'],
  'said.IMAGE_TAR_MISSING': [
    'The package has no image.tar, so Docker cannot run it.',
    '插件包中没有 image.tar，Docker 无法运行它。',
  ],
  'said.IMAGE_TAG_MISSING': [
    'image.tar does not hold the image "{{image}}" that the manifest names. The engine said: {{reason}}',
    'image.tar 中没有注册描述指定的镜像“{{image}}”。引擎返回：{{reason}}',
  ],
  'said.SECRET_KEY_INVALID': [
    'The secret key must be {{bytes}} bytes in base64, not {{found}}.',
    '密钥应为 base64 编码的 {{bytes}} 字节，而不是 {{found}} 字节。',
  ],
  'said.SECRET_UNREADABLE': ['A stored secret cannot be read: {{reason}}.', '无法读取保存的密文：{{reason}}。'],
  'said.OBJECT_STORE_REFUSED': [
    'The object store answered {{status}} to storing {{key}}.',
    '对象存储在保存 {{key}} 时返回 {{status}}。',
  ],
  'said.OBJECT_NOT_FOUND.store': ['The object store has no {{bucket}}/{{key}}.', '对象存储中没有 {{bucket}}/{{key}}。'],
  'said.OBJECT_SIZE_MISMATCH': [
    'The content has {{seen}} bytes, but {{announced}} were announced.',
    '内容为 {{seen}} 字节，但声明为 {{announced}} 字节。',
  ],
} as const;
