/** What the platform says about packages, by code and case; the English is the server's own. */
export const packageSaid = {
  'said.PACKAGE_FILE_MISSING': [
    'The request holds no file in the field "zip-file". Nothing was stored.',
    '请求的“zip-file”字段中没有文件，未保存任何内容。',
  ],
  'remedy.PACKAGE_FILE_MISSING': [
    'Send the package as multipart/form-data with the zip in the field "zip-file".',
    '请以 multipart/form-data 发送，zip 放在“zip-file”字段。',
  ],
  'said.PACKAGE_UPLOAD_INTERRUPTED': [
    'The upload ended before the whole file had arrived. Nothing was stored.',
    '文件尚未完整到达，上传就结束了。未保存任何内容。',
  ],
  'remedy.PACKAGE_UPLOAD_INTERRUPTED': ['Upload the file again.', '请重新上传文件。'],
  'said.PACKAGE_TOO_LARGE': [
    'The file is larger than the limit of {{limit}}. Nothing was stored.',
    '文件超过上限 {{limit}}，未保存任何内容。',
  ],
  'remedy.PACKAGE_TOO_LARGE': [
    'Make the package smaller, or have WECUBE_PACKAGE_LIMIT_BYTES raised.',
    '请缩小插件包，或调高 WECUBE_PACKAGE_LIMIT_BYTES。',
  ],
  'said.PACKAGE_LENGTH_MISSING': [
    'The upload does not say how long the file is. Nothing was stored.',
    '上传没有说明文件长度，未保存任何内容。',
  ],
  'remedy.PACKAGE_LENGTH_MISSING': [
    'Send the header Upload-Length when the upload begins.',
    '请在开始上传时发送 Upload-Length 头。',
  ],
  'said.PACKAGE_NO_SPACE': [
    'The disk of the platform has no room for {{size}}. Nothing was stored.',
    '平台磁盘空间不足以容纳 {{size}}，未保存任何内容。',
  ],
  'remedy.PACKAGE_NO_SPACE': [
    'Have space freed in the data folder, then upload the file again.',
    '请清理数据目录所在磁盘，然后重新上传。',
  ],
  'said.PACKAGE_UPLOAD_UNKNOWN': [
    'There is no upload "{{id}}" of yours. Nothing was changed.',
    '您没有编号为“{{id}}”的上传，未做任何更改。',
  ],
  'remedy.PACKAGE_UPLOAD_UNKNOWN': ['Begin a new upload.', '请重新开始上传。'],
  'said.PACKAGE_UPLOAD_IN_WORK': [
    'All of "{{file}}" has arrived, so the upload cannot be stopped any more. Nothing was changed.',
    '“{{file}}”已全部到达，无法再停止上传，未做任何更改。',
  ],
  'remedy.PACKAGE_UPLOAD_IN_WORK': [
    'Wait until it is unpacked; then decommission the package.',
    '请等待解压完成，然后注销该插件包。',
  ],
  'said.PACKAGE_NOT_UNPACKED': [
    '"{{file}}" could not be unpacked, because the object store or the database did not answer. Nothing was stored.',
    '对象存储或数据库没有响应，“{{file}}”无法解压，未保存任何内容。',
  ],
  'remedy.PACKAGE_NOT_UNPACKED': [
    'Have the platform checked, then upload the file again.',
    '请检查平台，然后重新上传文件。',
  ],
  'said.PACKAGE_EXPANDS_TOO_LARGE': [
    'Unpacked, the file is larger than the limit of {{limit}}. Nothing was stored.',
    '解压后文件超过上限 {{limit}}，未保存任何内容。',
  ],
  'remedy.PACKAGE_EXPANDS_TOO_LARGE': [
    'Take out what the plugin does not need, or have WECUBE_PACKAGE_LIMIT_BYTES raised.',
    '请去掉插件不需要的内容，或调高 WECUBE_PACKAGE_LIMIT_BYTES。',
  ],
  'said.PACKAGE_NOT_A_ZIP': [
    'The file is not a zip archive. Nothing was stored.',
    '文件不是 zip 压缩包，未保存任何内容。',
  ],
  'remedy.PACKAGE_NOT_A_ZIP': ['Upload the zip that the plugin was released as.', '请上传插件发布的 zip 文件。'],
  'said.PACKAGE_ZIP_BROKEN': [
    'The zip archive is damaged: {{reason}}. Nothing was stored.',
    'zip 压缩包已损坏：{{reason}}。未保存任何内容。',
  ],
  'remedy.PACKAGE_ZIP_BROKEN': [
    'Download or build the package again and compare its checksum.',
    '请重新下载或构建插件包，并核对校验和。',
  ],
  'said.PACKAGE_TOO_MANY_FILES': [
    'The zip holds more than {{limit}} files. Nothing was stored.',
    'zip 中的文件超过 {{limit}} 个，未保存任何内容。',
  ],
  'remedy.PACKAGE_TOO_MANY_FILES': [
    'Pack folders of many files into one archive, such as ui.zip.',
    '请将文件多的目录打包为一个压缩包，例如 ui.zip。',
  ],
  'said.PACKAGE_ENTRY_UNSAFE': [
    'The zip holds "{{entry}}", which {{reason}}. Nothing was stored.',
    'zip 中的“{{entry}}”{{reason}}。未保存任何内容。',
  ],
  'remedy.PACKAGE_ENTRY_UNSAFE': [
    'Build the zip from inside the package folder, from plain files only.',
    '请在插件包目录内构建 zip，且只包含普通文件。',
  ],
  'said.ENTRY_FAULT.encrypted': ['is encrypted', '已加密'],
  'said.ENTRY_FAULT.symbolicLink': ['is a symbolic link', '是符号链接'],
  'said.ENTRY_FAULT.notPlain': ['is neither a file nor a folder', '既不是文件也不是目录'],
  'said.ENTRY_FAULT.nameless': ['has no name', '没有名称'],
  'said.ENTRY_FAULT.controlCharacters': ['has a name with control characters', '名称含有控制字符'],
  'said.ENTRY_FAULT.backslash': ['has a backslash in its path', '路径含有反斜杠'],
  'said.ENTRY_FAULT.absolute': ['has an absolute path', '是绝对路径'],
  'said.ENTRY_FAULT.tooLong': ['has a path longer than {{most}} bytes', '路径超过 {{most}} 字节'],
  'said.ENTRY_FAULT.leadsOut': ['leads out of its folder', '指向所在目录之外'],
  'said.ENTRY_FAULT.emptyPart': ['has an empty part in its path', '路径含有空的部分'],
  'said.PACKAGE_ENTRY_DUPLICATE': [
    'The zip holds "{{entry}}" twice. Nothing was stored.',
    'zip 中“{{entry}}”出现两次，未保存任何内容。',
  ],
  'remedy.PACKAGE_ENTRY_DUPLICATE': [
    'Build the zip again with each file once.',
    '请重新构建 zip，每个文件只包含一次。',
  ],
  'said.PACKAGE_MANIFEST_MISSING': [
    'The zip has no register.xml in its root. Nothing was stored.',
    'zip 根目录没有 register.xml，未保存任何内容。',
  ],
  'remedy.PACKAGE_MANIFEST_MISSING': [
    'Put register.xml at the top of the zip, not in a folder.',
    '请将 register.xml 放在 zip 的最上层，而不是目录中。',
  ],
  'said.PACKAGE_MANIFEST_TOO_LARGE': [
    'register.xml is larger than {{limit}}. Nothing was stored.',
    'register.xml 超过 {{limit}}，未保存任何内容。',
  ],
  'remedy.PACKAGE_MANIFEST_TOO_LARGE': [
    'Check that register.xml is the manifest of the plugin.',
    '请确认 register.xml 是插件的注册描述。',
  ],
  'said.MANIFEST_VALUE_TOO_LONG': [
    'register.xml: {{what}} is longer than {{limit}} characters. Nothing was stored.',
    'register.xml：{{what}}超过 {{limit}} 个字符。未保存任何内容。',
  ],
  'remedy.MANIFEST_VALUE_TOO_LONG': ['Shorten it.', '请缩短。'],
  'said.MANIFEST_VALUE.plugin': ['a plugin name', '插件名称'],
  'said.MANIFEST_VALUE.registerName': ['a registerName', '注册名 registerName'],
  'said.MANIFEST_VALUE.action': ['an interface action', '接口 action'],
  'said.MANIFEST_VALUE.menuCode': ['a menu code', '菜单编码'],
  'said.MANIFEST_VALUE.menuCategory': ['a menu category', '菜单分类'],
  'said.MANIFEST_VALUE.menuLabel': ['a menu label', '菜单名称'],
  'said.MANIFEST_VALUE.systemParameter': ['a system parameter name', '系统参数名'],
  'said.MANIFEST_VALUE.path': ['an interface path', '接口路径'],
  'said.MANIFEST_VALUE.menuPath': ['a menu path', '菜单路径'],
  'said.MANIFEST_VALUE.httpMethod': ['an httpMethod', 'HTTP 方法'],
  'said.MANIFEST_VALUE.type': ['an interface type', '接口类型'],
  'said.PACKAGE_NAME_RESERVED': [
    'The name "{{name}}" belongs to the platform itself. Nothing was stored.',
    '名称“{{name}}”属于平台自身，未保存任何内容。',
  ],
  'remedy.PACKAGE_NAME_RESERVED': ['Give the package another name.', '请为插件包换一个名称。'],
  'said.PACKAGE_EXISTS': [
    '{{name}} {{version}} was uploaded already. Nothing was stored. The package that is there stays as it is.',
    '{{name}} {{version}} 已上传过。未保存任何内容，已有的插件包保持不变。',
  ],
  'remedy.PACKAGE_EXISTS': [
    'Upload it under a new version; a version is never replaced, decommissioned or not.',
    '请以新版本上传；无论是否注销，版本都不会被替换。',
  ],
  'said.PACKAGE_NOTHING_TO_RUN': [
    'The zip has no image.tar and register.xml declares no <process>, so no instance could run. Nothing was stored.',
    'zip 中没有 image.tar，register.xml 也没有声明 <process>，因此无法运行实例。未保存任何内容。',
  ],
  'remedy.PACKAGE_NOTHING_TO_RUN': [
    'Add image.tar (docker save) to the zip, or a <process> to <resourceDependencies>.',
    '请在 zip 中加入 image.tar（docker save），或在 <resourceDependencies> 中加入 <process>。',
  ],
  'said.PACKAGE_IMAGE_MISSING': [
    'register.xml declares a docker image, but the zip has no image.tar. Nothing was stored.',
    'register.xml 声明了 docker 镜像，但 zip 中没有 image.tar。未保存任何内容。',
  ],
  'remedy.PACKAGE_IMAGE_MISSING': [
    'Add image.tar (docker save) to the root of the zip.',
    '请将 image.tar（docker save）加入 zip 根目录。',
  ],
  'said.PACKAGE_DECLARED_FILE_MISSING': [
    '{{declaredBy}} names the file "{{file}}", which the zip does not hold. Nothing was stored.',
    '{{declaredBy}} 指定了文件“{{file}}”，但 zip 中没有。未保存任何内容。',
  ],
  'remedy.PACKAGE_DECLARED_FILE_MISSING': [
    'Add the file to the root of the zip or take it out of register.xml.',
    '请将该文件加入 zip 根目录，或从 register.xml 中去掉。',
  ],
  'said.DATA_FOLDER_NOT_WRITABLE.upload': [
    'The upload folder {{folder}} cannot be written ({{reason}}). Nothing was stored.',
    '上传目录 {{folder}} 无法写入（{{reason}}），未保存任何内容。',
  ],
  'said.PACKAGE_MANIFEST_UNREADABLE': [
    'The stored manifest of {{name}} {{version}} cannot be read any more.',
    '{{name}} {{version}} 保存的注册描述已无法读取。',
  ],
  'said.PACKAGE_NOT_FOUND': [
    'There is no package with the id "{{id}}". Nothing was changed.',
    '没有编号为“{{id}}”的插件包，未做任何更改。',
  ],
  'remedy.PACKAGE_NOT_FOUND': ['Look it up in the list of packages.', '请在插件包列表中查找。'],
  'said.PACKAGE_UNSIGNED': [
    '{{name}} {{version}} is not signed, and this platform takes signed packages only.',
    '{{name}} {{version}} 没有签名，而本平台只接受已签名的插件包。',
  ],
  'remedy.PACKAGE_UNSIGNED': [
    'Have its maker sign it with "wecube plugin pack --sign", or have the policy changed.',
    '请其制作者用“wecube plugin pack --sign”签名，或请管理员更改策略。',
  ],
  'said.PACKAGE_UNSIGNED.upload': [
    '{{name}} {{version}} is not signed, and this platform takes signed packages only. Nothing was stored.',
    '{{name}} {{version}} 没有签名，而本平台只接受已签名的插件包，未保存任何内容。',
  ],
  'remedy.PACKAGE_UNSIGNED.upload': [
    'Have its maker sign it with "wecube plugin pack --sign", or have the policy changed.',
    '请其制作者用“wecube plugin pack --sign”签名，或请管理员更改策略。',
  ],
  'said.PACKAGE_KEY_NOT_TRUSTED': [
    '{{name}} {{version}} is signed by a key that nobody here trusts.',
    '{{name}} {{version}} 的签名密钥不受信任。',
  ],
  'remedy.PACKAGE_KEY_NOT_TRUSTED': [
    'Compare the key with its maker, then have an administrator trust it.',
    '请与制作者核对密钥，再请管理员将其设为受信任。',
  ],
  'said.PACKAGE_KEY_NOT_TRUSTED.upload': [
    '{{name}} {{version}} is signed by the key {{key}}, which nobody here trusts. Nothing was stored.',
    '{{name}} {{version}} 由密钥 {{key}} 签名，但该密钥不受信任，未保存任何内容。',
  ],
  'remedy.PACKAGE_KEY_NOT_TRUSTED.upload': [
    'Compare the key with its maker, then have an administrator trust it.',
    '请与制作者核对密钥，再请管理员将其设为受信任。',
  ],
  'said.PACKAGE_SIGNATURE_BROKEN': [
    'The signature in package.sig does not fit the files of the zip: it was changed after it was signed. Nothing was stored.',
    'package.sig 中的签名与 zip 的文件不符：签名后文件被改动。未保存任何内容。',
  ],
  'remedy.PACKAGE_SIGNATURE_BROKEN': ['Get the package from its maker again.', '请从制作者处重新获取插件包。'],
  'said.PACKAGE_SIGNATURE_BROKEN.unreadable': [
    'package.sig holds no signature that this platform reads. Nothing was stored.',
    'package.sig 中没有本平台可识别的签名，未保存任何内容。',
  ],
  'remedy.PACKAGE_SIGNATURE_BROKEN.unreadable': [
    'Sign the package with "wecube plugin pack --sign", or take package.sig out.',
    '请用“wecube plugin pack --sign”签名，或去掉 package.sig。',
  ],
  'said.SIGNING_KEY_INVALID': [
    'This is no Ed25519 public key. Nothing was changed.',
    '这不是 Ed25519 公钥，未做任何更改。',
  ],
  'remedy.SIGNING_KEY_INVALID': [
    'Give the line that "wecube plugin key" printed, 44 characters that end with "=".',
    '请填写“wecube plugin key”输出的公钥，共 44 个字符，以“=”结尾。',
  ],
  'said.SIGNING_KEY_UNKNOWN': [
    'There is no trusted key "{{id}}". Nothing was changed.',
    '没有编号为“{{id}}”的受信任密钥，未做任何更改。',
  ],
  'remedy.SIGNING_KEY_UNKNOWN': ['Look it up in the list of trusted keys.', '请在受信任密钥列表中查找。'],
  'said.PACKAGE_NOT_YET_REGISTERED': [
    '{{name}} {{version}} was never registered, so it cannot be used. Nothing was changed.',
    '{{name}} {{version}} 从未注册，无法使用，未做任何更改。',
  ],
  'remedy.PACKAGE_NOT_YET_REGISTERED': [
    'Register it; that also makes it the version in use.',
    '请先注册；注册后即成为使用中的版本。',
  ],
  'said.PACKAGE_TOO_MANY_VERSIONS': [
    '{{name}} has {{count}} versions that are not decommissioned: {{versions}}. Nothing was stored.',
    '{{name}} 已有 {{count}} 个未注销的版本：{{versions}}。未保存任何内容。',
  ],
  'remedy.PACKAGE_TOO_MANY_VERSIONS': [
    'Decommission one that is not needed any more, or have WECUBE_PACKAGE_VERSIONS raised.',
    '请注销不再需要的版本，或调高 WECUBE_PACKAGE_VERSIONS。',
  ],
  'said.PACKAGE_VERSION_STILL_NEEDED': [
    '{{dependent}} {{version}} needs {{package}} {{needed}} or newer; {{candidate}} is older.',
    '{{dependent}} {{version}} 需要 {{package}} {{needed}} 或更新的版本；{{candidate}} 较旧。',
  ],
  'remedy.PACKAGE_VERSION_STILL_NEEDED': [
    'Go back to an older version of {{dependent}} first, or decommission it.',
    '请先将 {{dependent}} 回退到较旧的版本，或将其注销。',
  ],
  'said.PACKAGE_DECOMMISSIONED': [
    '{{name}} {{version}} was decommissioned, which is final. Nothing was changed.',
    '{{name}} {{version}} 已注销，不可恢复。未做任何更改。',
  ],
  'remedy.PACKAGE_DECOMMISSIONED': ['Upload a newer version.', '请上传更新的版本。'],
  'said.PACKAGE_STILL_NEEDED': [
    '{{dependent}} {{version}} depends on {{package}}.',
    '{{dependent}} {{version}} 依赖 {{package}}。',
  ],
  'remedy.PACKAGE_STILL_NEEDED': [
    'Decommission {{dependent}} first, or register a version of it that does not need {{package}}.',
    '请先注销 {{dependent}}，或注册不依赖 {{package}} 的版本。',
  ],
  'said.DEPENDENCY_PLATFORM_TOO_OLD': [
    '{{trail}} needs platform {{version}}; this one keeps the contract of {{platform}}.',
    '{{trail}} 需要平台 {{version}}；当前平台兼容 {{platform}}。',
  ],
  'remedy.DEPENDENCY_PLATFORM_TOO_OLD': [
    'Upgrade the platform or take an older version of the package.',
    '请升级平台，或使用插件包的较旧版本。',
  ],
  'said.DEPENDENCY_TOO_OLD': [
    '{{trail}} needs {{name}} {{version}} or newer; {{found}} is registered.',
    '{{trail}} 需要 {{name}} {{version}} 或更新版本；当前注册的是 {{found}}。',
  ],
  'remedy.DEPENDENCY_TOO_OLD': [
    'Upload and register {{name}} {{version}} or newer first.',
    '请先上传并注册 {{name}} {{version}} 或更新版本。',
  ],
  'said.DEPENDENCY_MISSING': [
    '{{trail}} needs {{name}} {{version}} or newer, which is not registered.',
    '{{trail}} 需要 {{name}} {{version}} 或更新版本，但尚未注册。',
  ],
  'remedy.DEPENDENCY_MISSING': [
    'Upload and register {{name}} {{version}} or newer first.',
    '请先上传并注册 {{name}} {{version}} 或更新版本。',
  ],
} as const;
