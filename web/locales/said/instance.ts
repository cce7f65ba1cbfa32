/** What the platform says about instances, by code and case; the English is the server's own. */
export const instanceSaid = {
  'said.PACKAGE_NOT_FOUND.launch': ['There is no package {{id}}.', '没有插件包 {{id}}。'],
  'said.PACKAGE_NOT_REGISTERED.uploaded': [
    '{{name}} {{version}} is uploaded, not registered.',
    '{{name}} {{version}} 已上传但未注册。',
  ],
  'remedy.PACKAGE_NOT_REGISTERED.uploaded': ['Register the package first.', '请先注册该插件包。'],
  'said.PACKAGE_NOT_REGISTERED.decommissioned': [
    '{{name}} {{version}} is decommissioned, not registered.',
    '{{name}} {{version}} 已注销。',
  ],
  'remedy.PACKAGE_NOT_REGISTERED.decommissioned': [
    'Launch a registered version of the package.',
    '请启动已注册的版本。',
  ],
  'said.PACKAGE_NOT_REGISTERED': [
    '{{name}} {{version}} is not registered any more.',
    '{{name}} {{version}} 已不再处于注册状态。',
  ],
  'said.PACKAGE_HAS_INSTANCES': [
    '{{name}} {{version}} still has {{count}} instances.',
    '{{name}} {{version}} 仍有 {{count}} 个实例。',
    '{{name}} {{version}} still has an instance.',
  ],
  'remedy.PACKAGE_HAS_INSTANCES': ['Remove its instances first.', '请先移除其实例。'],
  'said.HOST_NOT_FOUND': ['There is no host {{id}}.', '没有容器母机 {{id}}。'],
  'said.HOST_NOT_FOUND.anyMore': ['Its host is not known any more.', '其容器母机已不存在。'],
  'said.HOST_UNAVAILABLE': ['The host "{{host}}" cannot be used. {{reason}}', '容器母机“{{host}}”不可用。{{reason}}'],
  'said.RUNTIME_NOT_DECLARED': [
    '{{name}} {{version}} declares neither a Docker image nor a process, so nothing can be launched.',
    '{{name}} {{version}} 既没有声明 Docker 镜像也没有声明进程，无法启动。',
  ],
  'remedy.RUNTIME_NOT_DECLARED': [
    'Add <docker imageName=.../> or <process start=.../> to resourceDependencies of its register.xml.',
    '请在 register.xml 的 resourceDependencies 中加入 <docker imageName=.../> 或 <process start=.../>。',
  ],
  'said.NO_SUITABLE_HOST.docker': [
    'No host can run {{name}} {{version}}: it needs {{drivers}}.',
    '没有容器母机能运行 {{name}} {{version}}：它需要 {{drivers}}。',
  ],
  'remedy.NO_SUITABLE_HOST.docker': [
    'Add a Docker engine on the page Resources, or start the platform with ./wecube up --docker SOCKET (setting WECUBE_DOCKER_SOCKET).',
    '请在“资源”页面添加 Docker 引擎，或以 ./wecube up --docker SOCKET（设置 WECUBE_DOCKER_SOCKET）启动平台。',
  ],
  'said.NO_SUITABLE_HOST': [
    'No host can run {{name}} {{version}}: it needs {{drivers}}.',
    '没有容器母机能运行 {{name}} {{version}}：它需要 {{drivers}}。',
  ],
  'remedy.NO_SUITABLE_HOST': ['Launch it on the machine of the platform.', '请在平台所在的机器上启动它。'],
  'said.PLACED.chosen': ['A person chose {{host}}.', '由人工选择了 {{host}}。'],
  'said.PLACED.only': ['{{host}} is the only host that can take it.', '{{host}} 是唯一可用的容器母机。'],
  'said.PLACED.driver': ['{{host}} can run it in the simplest way.', '{{host}} 能以最简单的方式运行它。'],
  'said.PLACED.spread': [
    '{{host}} has the fewest instances of {{name}} ({{siblings}}).',
    '{{host}} 上 {{name}} 的实例最少（{{siblings}} 个）。',
  ],
  'said.PLACED.free': [
    '{{host}} has the most room: {{percent}}% free, {{instances}} instances.',
    '{{host}} 余量最大：空闲 {{percent}}%，已有 {{instances}} 个实例。',
  ],
  'said.PLACED.replaces': [
    'Its host {{host}} had not answered for {{seconds}} s. {{why}}',
    '原容器母机 {{host}} 已 {{seconds}} 秒没有应答。{{why}}',
  ],
  'said.REPLACED': [
    'Its host {{host}} has not answered for {{seconds}} s, so another instance runs on {{newHost}}. What is left of this one is removed when {{host}} is back.',
    '容器母机 {{host}} 已 {{seconds}} 秒没有应答，已在 {{newHost}} 上运行替代实例。{{host}} 恢复后会清除此实例的残留。',
  ],
  'said.STAYS.schema': ['The schema {{schema}} stays with its data.', '数据库 {{schema}} 及其数据保留。'],
  'said.STAYS.bucket': ['The bucket {{bucket}} stays with its objects.', '存储桶 {{bucket}} 及其对象保留。'],
  'said.STAYS.identity': [
    'The identity {{systemCode}} stays until the package is decommissioned.',
    '身份 {{systemCode}} 保留到插件包注销为止。',
  ],
  'said.DROP_NOT_LAST': [
    'Other instances of {{name}} use its schema and its bucket.',
    '{{name}} 的其他实例仍在使用其数据库和存储桶。',
  ],
  'remedy.DROP_NOT_LAST': ['Remove them first, or keep schema and bucket.', '请先移除它们，或保留数据库和存储桶。'],
  'said.UPGRADE_STOPPED': [
    '{{name}} ({{version}}) did not stay healthy: {{reason}}',
    '{{name}}（{{version}}）未能保持健康：{{reason}}',
  ],
  'said.UPGRADE_STOPPED.gone': ['An instance of {{version}} was removed.', '{{version}} 的一个实例已被移除。'],
  'said.UPGRADE_STOPPED.noPlace': ['An instance could not be launched: {{reason}}', '无法启动实例：{{reason}}'],
  'said.UPGRADE_NOTHING_RUNS': [
    'No other version of {{name}} runs, so there is nothing to upgrade.',
    '没有其他版本的 {{name}} 在运行，无需升级。',
  ],
  'remedy.UPGRADE_NOTHING_RUNS': ['Launch {{name}} {{version}}.', '请启动 {{name}} {{version}}。'],
  'said.UPGRADE_IN_HAND': ['{{name}} is being upgraded already.', '{{name}} 正在升级。'],
  'remedy.UPGRADE_IN_HAND': ['Wait for its end, or roll it back.', '请等待其结束，或回滚。'],
  'said.UPGRADE_NOT_FOUND': ['There is no upgrade {{id}}.', '没有升级 {{id}}。'],
  'said.UPGRADE_ENDED': ['The upgrade of {{name}} to {{version}} has ended.', '{{name}} 到 {{version}} 的升级已结束。'],
  'remedy.UPGRADE_ENDED': ['Upgrade to the version that you want.', '请升级到所需的版本。'],
  'said.SCALE_OUT_OF_RANGE': ['A package has 0 to {{most}} instances.', '一个插件包可有 0 到 {{most}} 个实例。'],
  'said.HOST_UNFIT.driver': ['{{host}} is of a kind that cannot run it.', '{{host}} 的类型不能运行它。'],
  'said.HOST_UNFIT.labels': ['{{host}} lacks the labels {{labels}}.', '{{host}} 缺少标签 {{labels}}。'],
  'said.HOST_UNFIT.port': ['Port {{port}} of {{host}} is taken.', '{{host}} 的端口 {{port}} 已被占用。'],
  'said.HOST_UNFIT.instances': ['{{host}} has its {{most}} instances already.', '{{host}} 已达 {{most}} 个实例。'],
  'said.HOST_UNFIT.memory': [
    '{{host}} has no memory left: {{used}} of {{most}} MiB are given away.',
    '{{host}} 内存不足：已分配 {{used}} / {{most}} MiB。',
  ],
  'said.HOST_UNFIT.cpus': [
    '{{host}} has no CPUs left: {{used}} of {{most}} are given away.',
    '{{host}} CPU 不足：已分配 {{used}} / {{most}}。',
  ],
  'said.HOST_UNFIT.process': [
    'Packages that did not come with the platform may not run as a process on {{host}}.',
    '非平台自带的插件包不能在 {{host}} 上作为进程运行。',
  ],
  'said.NO_ROOM': [
    'No host has room for {{name}} {{version}}. {{reasons}}',
    '没有容器母机可容纳 {{name}} {{version}}。{{reasons}}',
  ],
  'remedy.NO_ROOM': [
    'Remove instances, raise the capacity of a host, or register another host.',
    '请移除实例、提高母机容量，或注册新的母机。',
  ],
  'said.DRIVER_NOT_SUPPORTED': [
    '{{name}} {{version}} declares no way to run on a {{driver}} host.',
    '{{name}} {{version}} 没有声明如何在 {{driver}} 母机上运行。',
  ],
  'said.PROCESS_PACKAGE_NOT_ALLOWED': [
    '{{name}} {{version}} did not come with the platform, so it may not run as a process of this machine.',
    '{{name}} {{version}} 不是平台自带的插件包，不能作为本机进程运行。',
  ],
  'remedy.PROCESS_PACKAGE_NOT_ALLOWED': [
    'Run it on a Docker host, or start the platform with --allow-process-packages (setting WECUBE_ALLOW_PROCESS_PACKAGES=true) if you trust it.',
    '请在 Docker 母机上运行；如果信任它，可用 --allow-process-packages 启动平台（设置 WECUBE_ALLOW_PROCESS_PACKAGES=true）。',
  ],
  'said.GRANT_NEEDED': [
    '{{name}} {{version}} asks for more than an instance has, and nobody granted it: {{demands}}.',
    '{{name}} {{version}} 所要求的权限超出实例的默认限制，且尚未授权：{{demands}}。',
  ],
  'remedy.GRANT_NEEDED': [
    'Have an administrator look at it and grant it in the launch dialog, or launch a version that does without.',
    '请管理员在启动对话框中审阅并授权，或启动不需要这些权限的版本。',
  ],
  'said.DEMAND.PRIVILEGED': ['all rights of the host (privileged)', '母机的全部权限（特权模式）'],
  'said.DEMAND.HOST_NETWORK': ["the host's own network", '母机自身的网络'],
  'said.DEMAND.CAPABILITY': ['the right {{what}} of the kernel', '内核权限 {{what}}'],
  'said.DEMAND.VOLUME': ['{{what}} of the host', '母机上的 {{what}}'],
  'said.DEMAND_UNKNOWN': [
    '{{name}} {{version}} does not ask for {{demand}}.',
    '{{name}} {{version}} 并未要求 {{demand}}。',
  ],
  'remedy.DEMAND_UNKNOWN': ['Grant what the launch dialog lists.', '请授权启动对话框中列出的项。'],
  'said.SECRET_FILES_NEED_LOCAL_HOST': [
    'The package wants secrets in files, and {{host}} does not see the files of this machine.',
    '插件包要求以文件提供机密，而 {{host}} 无法访问本机文件。',
  ],
  'remedy.SECRET_FILES_NEED_LOCAL_HOST': [
    'Launch it on the Docker engine of this machine, or give its secrets in envVariables.',
    '请在本机的 Docker 引擎上启动，或改用 envVariables 提供机密。',
  ],
  'said.INSTANCE_NOT_FOUND': ['There is no instance {{id}}.', '没有插件实例 {{id}}。'],
  'said.INSTANCE_REMOVED': ['The instance {{name}} was removed.', '插件实例 {{name}} 已移除。'],
  'remedy.INSTANCE_REMOVED': ['Launch a new one.', '请启动新的实例。'],
  'said.TOO_MANY_READERS': [
    '{{most}} outputs of instances are being read here already.',
    '此处已有 {{most}} 个实例输出正在被读取。',
  ],
  'remedy.TOO_MANY_READERS': [
    'Close pages that show an output, then open it again.',
    '请关闭正在显示输出的页面，然后重新打开。',
  ],
  'said.COMMAND_INVALID': ['A command has 1 to {{most}} characters.', '命令长度为 1 到 {{most}} 个字符。'],
  'remedy.COMMAND_INVALID': ['Give a line for the shell.', '请输入一行 shell 命令。'],
  'said.COMMAND_NEEDS_RUNNING': [
    '{{name}} does not run, so nothing can run in it.',
    '{{name}} 未在运行，无法在其中执行命令。',
  ],
  'remedy.COMMAND_NEEDS_RUNNING': ['Start it first.', '请先启动它。'],
  'said.COMMAND_NEEDS_CONTAINER': [
    '{{name}} is a process of this machine and not a container, so a command in it would be one on the machine.',
    '{{name}} 是本机进程而不是容器，在其中执行命令等同于在本机执行。',
  ],
  'remedy.COMMAND_NEEDS_CONTAINER': [
    'Run it on a Docker host to run commands inside it.',
    '请在 Docker 母机上运行它，再执行命令。',
  ],
  'said.TOO_MANY_COMMANDS': ['{{most}} commands run in {{name}} already.', '{{name}} 中已有 {{most}} 个命令在执行。'],
  'remedy.TOO_MANY_COMMANDS': ['Wait for them, or stop one.', '请等待其结束，或停止其中一个。'],
  'said.COMMAND_NOT_FOUND': ['There is no command {{id}}.', '没有命令 {{id}}。'],
  'said.INSTANCE_ENDED_EARLY': [
    'It ended with exit code {{exitCode}} before it answered.{{output}}',
    '实例在应答之前结束，退出码 {{exitCode}}。{{output}}',
  ],
  'said.INSTANCE_ENDED_EARLY.signal': [
    'It ended by a signal before it answered.{{output}}',
    '实例在应答之前被信号终止。{{output}}',
  ],
  'said.INSTANCE_NOT_HEALTHY': [
    'It did not answer within {{seconds}} s: {{reason}}.{{output}}',
    '实例在 {{seconds}} 秒内没有应答：{{reason}}。{{output}}',
  ],
  'said.LAST_OUTPUT': [' Its last output:\n{{lines}}', '最后的输出：\n{{lines}}'],
  'said.LAST_OUTPUT.none': [' It printed nothing.', '没有任何输出。'],
  'said.PORT_BINDING_INVALID': [
    '"{{binding}}" binds no port: it must read hostPort:containerPort.',
    '“{{binding}}”不是端口绑定：应为 hostPort:containerPort。',
  ],
  'said.PORT_TAKEN': [
    'The package needs port {{port}} of {{host}}, which the instance {{instance}} has.',
    '插件包需要 {{host}} 的端口 {{port}}，该端口已被实例 {{instance}} 占用。',
  ],
  'said.PORT_TAKEN.program': [
    'The package needs port {{port}} of {{host}}, where another program listens.',
    '插件包需要 {{host}} 的端口 {{port}}，该端口已被其他程序占用。',
  ],
  'said.NO_PAIR_OF_PORTS': [
    '{{host}} has no port left whose neighbour for the exporter is free too.',
    '{{host}} 没有可用的成对端口。',
  ],
  'said.STEP_CHECKED': [
    '{{name}} {{version}} on {{host}} ({{address}})',
    '{{name}} {{version}} 位于 {{host}}（{{address}}）',
  ],
  'said.STEP_PORT': ['{{port}}', '端口 {{port}}'],
  'said.STEP_FILES_THERE': ['They were there already', '文件已存在'],
  'said.STEP_DATABASE': [
    '{{schema}}, {{count}} statements run',
    '{{schema}}，已执行 {{count}} 条语句',
    '{{schema}}, a statement run',
  ],
  'said.STEP_BUCKET': [
    '{{bucket}}, {{count}} files copied',
    '{{bucket}}，已复制 {{count}} 个文件',
    '{{bucket}}, a file copied',
  ],
  'said.STEP_BUCKET_BY_VARIABLES': [
    'The bucket {{bucket}} is where the system variable S3_SERVER_URL says',
    '存储桶 {{bucket}} 位于系统参数 S3_SERVER_URL 所指处',
  ],
  'said.STEP_PROXY': ['Let through: {{domains}}', '放行：{{domains}}'],
  'said.STEP_PROXY_NONE': [
    'The platform has no proxy for plugins, so nothing holds it to {{domains}}',
    '平台没有供插件使用的代理，无法将其限制在 {{domains}}',
  ],
  'said.STEP_IDENTITY': ['{{systemCode}}', '身份 {{systemCode}}'],
  'said.STEP_EMPTY_VARIABLES': ['Without a value: {{variables}}', '没有值的变量：{{variables}}'],
  'said.STEP_ANSWERED': ['It answered after {{ms}} ms', '{{ms}} 毫秒后应答'],
  'said.STEP_MODEL_SYNCED': [
    'Data model v{{version}}: {{added}} added, {{changed}} changed, {{removed}} removed',
    '数据模型 v{{version}}：新增 {{added}}，更改 {{changed}}，移除 {{removed}}',
  ],
  'said.STEP_MODEL_NOT_FETCHED': [
    'The data model could not be fetched, sync it again later: {{reason}}',
    '无法获取数据模型，请稍后重新同步：{{reason}}',
  ],
  'said.STEP_FAILED': ['{{reason}}', '失败：{{reason}}'],
  'said.LAUNCH_INTERRUPTED.SHUTDOWN': ['The platform was stopped.', '平台已停止。'],
  'said.LAUNCH_INTERRUPTED.RESTART': ['The instance was restarted.', '实例已重启。'],
  'said.LAUNCH_INTERRUPTED.REMOVE': ['The instance was removed.', '实例已移除。'],
  'said.LAUNCH_INTERRUPTED.STOP': ['The instance was stopped.', '实例已被停止。'],
  'said.LAUNCH_FAILED': [
    '"{{step}}" failed. {{reason}}{{separator}}{{undone}}{{again}}',
    '“{{step}}”失败。{{reason}}{{separator}}{{undone}}{{again}}',
  ],
  'said.LAUNCH_UNDONE': ['Undone: {{steps}}.', '已撤销：{{steps}}。'],
  'said.LAUNCH_UNDONE.nothing': ['Nothing had to be undone.', '无需撤销。'],
  'said.LAUNCHED_AGAIN': [' It is launched again at {{at}}.', '将于 {{at}} 再次启动。'],
  'said.LAUNCH_GIVEN_UP': [
    'The platform ended {{launches}} times in the middle of this launch, so it is not tried again. {{undone}}',
    '平台在此次启动过程中停止了 {{launches}} 次，因此不再尝试。{{undone}}',
  ],
  'said.REMOVAL_WAITS': [
    'It cannot be removed yet, and is tried again: {{reason}}',
    '暂时无法移除，将再次尝试：{{reason}}',
  ],
  'said.STOP_WAITS': [
    'It cannot be stopped yet, and is tried again: {{reason}}',
    '暂时无法停止，会再次尝试：{{reason}}',
  ],
  'said.INSTANCE_DIED': ['It died: {{reason}}', '实例已退出：{{reason}}'],
  'said.INSTANCE_SILENT': ['It does not answer: {{reason}}', '实例没有应答：{{reason}}'],
  'said.LOOK.hostUnknown': ['its host is not known to the platform', '平台不认识其容器母机'],
  'said.LOOK.hostSilent': ['its host does not answer: {{reason}}', '容器母机没有应答：{{reason}}'],
  'said.LOOK.gone': ['it is not on its host any more', '母机上已没有该实例'],
  'said.LOOK.ended': ['it was ended', '已被终止'],
  'said.LOOK.exited': ['it ended with exit code {{exitCode}}', '已结束，退出码 {{exitCode}}'],
  'said.LOOK.output': ['{{how}}; its last output:\n{{lines}}', '{{how}}；最后的输出：\n{{lines}}'],
} as const;
