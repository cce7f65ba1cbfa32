/** What the platform says about resource servers, by code and case; the English is the server's own. */
export const resourceSaid = {
  'said.NO_FREE_PORT': [
    'The host "{{host}}" has no free port left from {{first}} to {{last}}.',
    '容器母机“{{host}}”在 {{first}} 到 {{last}} 之间已没有空闲端口。',
  ],
  'said.SERVER_NOT_FOUND': ['There is no resource server {{id}}.', '没有资源服务器 {{id}}。'],
  'remedy.SERVER_NOT_FOUND': ['Look at the page Resources again.', '请重新查看“资源”页面。'],
  'said.SERVER_NOT_DESCRIBED': [
    'The platform does not know how "{{server}}" is reached.',
    '平台不知道如何访问“{{server}}”。',
  ],
  'remedy.SERVER_NOT_DESCRIBED': ['Give it an address on the page Resources.', '请在“资源”页面填写其地址。'],
  'said.SERVER_DISABLED': ['"{{server}}" is disabled.', '“{{server}}”已停用。'],
  'remedy.SERVER_DISABLED': [
    'Enable it on the page Resources, or use another.',
    '请在“资源”页面启用它，或使用其他服务器。',
  ],
  'said.SERVER_NAME_TAKEN': ['There is already a server "{{server}}".', '已有名为“{{server}}”的服务器。'],
  'remedy.SERVER_NAME_TAKEN': ['Choose another name.', '请换一个名称。'],
  'said.SERVER_NAME_RESERVED': [
    'The name "{{server}}" belongs to a server that the settings of the platform may describe.',
    '名称“{{server}}”保留给由平台设置描述的服务器。',
  ],
  'remedy.SERVER_NAME_RESERVED': ['Choose another name.', '请换一个名称。'],
  'said.SERVER_NAME_INVALID': [
    'A name has 1 to {{most}} letters, digits, ".", "_" and "-", and begins with a letter or digit.',
    '名称由 1 至 {{most}} 个字母、数字、“.”、“_”和“-”组成，且以字母或数字开头。',
  ],
  'said.SERVER_ENDPOINT_INVALID.DOCKER': [
    '"{{endpoint}}" is no address of a Docker engine.',
    '“{{endpoint}}”不是 Docker 引擎的地址。',
  ],
  'remedy.SERVER_ENDPOINT_INVALID.DOCKER': [
    'Write unix:///var/run/docker.sock, tcp://host:2376 (TLS with a client certificate) or ssh://user@host:22/var/run/docker.sock. Without TLS an engine is not used: whoever reaches it owns its machine.',
    '请填写 unix:///var/run/docker.sock、tcp://host:2376（TLS 与客户端证书）或 ssh://user@host:22/var/run/docker.sock。不使用没有 TLS 的引擎：能连上它的人即拥有其主机。',
  ],
  'said.SERVER_ENDPOINT_INVALID.MYSQL': [
    '"{{endpoint}}" is no address of a MySQL server.',
    '“{{endpoint}}”不是 MySQL 服务器的地址。',
  ],
  'remedy.SERVER_ENDPOINT_INVALID.MYSQL': [
    'Write mysql://host:3306, without user and password.',
    '请填写 mysql://host:3306，不含用户和密码。',
  ],
  'said.SERVER_ENDPOINT_INVALID.S3': [
    '"{{endpoint}}" is no address of an S3 server.',
    '“{{endpoint}}”不是 S3 服务器的地址。',
  ],
  'remedy.SERVER_ENDPOINT_INVALID.S3': [
    'Write https://host:9000 or http://host:9000, without a bucket.',
    '请填写 https://host:9000 或 http://host:9000，不含存储桶。',
  ],
  'said.SERVER_ENDPOINT_INVALID.SQUID': [
    '"{{endpoint}}" is no address of a Squid.',
    '“{{endpoint}}”不是 Squid 的地址。',
  ],
  'remedy.SERVER_ENDPOINT_INVALID.SQUID': [
    'Write http://host:3128, without user and password.',
    '请填写 http://host:3128，不含用户和密码。',
  ],
  'said.SERVER_ADDRESS_INVALID': [
    'Ports of containers cannot be published at "{{address}}".',
    '无法在“{{address}}”发布容器端口。',
  ],
  'remedy.SERVER_ADDRESS_INVALID': [
    'Give the one IP address of that machine at which the platform reaches it.',
    '请填写平台访问该机器所用的那一个 IP 地址。',
  ],
  'said.SERVER_PIN_NEEDED.tls': [
    'Nothing says which certificate the engine must show.',
    '尚未说明该引擎必须出示哪个证书。',
  ],
  'remedy.SERVER_PIN_NEEDED.tls': [
    'Give its certificate, or that of the authority that signed it, in PEM.',
    '请提供其证书，或签发它的机构的证书（PEM）。',
  ],
  'said.SERVER_PIN_NEEDED.ssh': [
    'Nothing says which SSH host key the machine must show.',
    '尚未说明该机器必须出示哪个 SSH 主机密钥。',
  ],
  'remedy.SERVER_PIN_NEEDED.ssh': [
    'Give a line of ssh-keyscan without its name, or the SHA256: fingerprint that ssh-keygen -l tells on the machine.',
    '请提供 ssh-keyscan 输出的一行（去掉主机名），或在该机器上由 ssh-keygen -l 给出的 SHA256: 指纹。',
  ],
  'said.SERVER_PIN_INVALID.tls': ['What is pinned holds no certificate in PEM.', '所固定的内容中没有 PEM 证书。'],
  'said.SERVER_PIN_INVALID.ssh': [
    'What is pinned is neither an SSH host key nor a SHA256: fingerprint.',
    '所固定的内容既不是 SSH 主机密钥，也不是 SHA256: 指纹。',
  ],
  'said.SERVER_CREDENTIALS_NEEDED': ['To sign in it takes {{fields}}.', '登录需要 {{fields}}。'],
  'remedy.SERVER_CREDENTIALS_NEEDED': ['Fill them in.', '请填写。'],
  'said.SERVER_CREDENTIALS_NEEDED.moved': [
    'The server is reached elsewhere from now on, and what signs in was given for the old place only.',
    '该服务器今后在别处访问，而登录凭据只是为原处提供的。',
  ],
  'remedy.SERVER_CREDENTIALS_NEEDED.moved': ['Give what signs in again.', '请重新提供登录凭据。'],
  'said.SERVER_CONTROL_INVALID': [
    '"{{control}}" does not say how the machine of the Squid is reached.',
    '“{{control}}”没有说明如何访问 Squid 所在的机器。',
  ],
  'remedy.SERVER_CONTROL_INVALID': ['Write ssh://user@host:22.', '请填写 ssh://user@host:22。'],
  'said.SERVER_FOLDER_INVALID': [
    '"{{folder}}" is no folder for the list of the Squid.',
    '“{{folder}}”不能作为 Squid 名单的目录。',
  ],
  'remedy.SERVER_FOLDER_INVALID': [
    'Give the whole path of the folder that its squid.conf includes, such as /etc/squid/wecube.',
    '请填写其 squid.conf 所包含的目录的完整路径，例如 /etc/squid/wecube。',
  ],
  'said.SERVER_FOLDER_FORBIDDEN': [
    'On {{server}} the folder {{folder}} cannot be written: {{reason}}',
    '无法写入 {{server}} 上的目录 {{folder}}：{{reason}}',
  ],
  'remedy.SERVER_FOLDER_FORBIDDEN': [
    'Make the folder, and give it to the user of the platform there.',
    '请创建该目录，并将其归于平台在该机器上的用户。',
  ],
  'said.SERVER_LABEL_INVALID': [
    '"{{label}}" is no label: at most {{most}} words, each alone or with a value such as zone=a.',
    '“{{label}}”不是标签：最多 {{most}} 个词，可单独使用或带值，例如 zone=a。',
  ],
  'said.SERVER_CAPACITY_INVALID': [
    'A capacity is a number above 0; without one there is no limit.',
    '容量是大于 0 的数；不填则没有上限。',
  ],
  'said.SERVER_CHANGED': [
    'Somebody changed "{{server}}" since you looked. Nothing was changed.',
    '在您查看之后，有人更改了“{{server}}”。未作任何更改。',
  ],
  'remedy.SERVER_CHANGED': ['Look at it again, then repeat your change.', '请重新查看，然后再次更改。'],
  'said.SERVER_OF_SETTINGS': [
    '"{{server}}" is described by the settings of the platform. Nothing was changed.',
    '“{{server}}”由平台设置描述。未作任何更改。',
  ],
  'remedy.SERVER_OF_SETTINGS': [
    'Change the setting and start the platform again. Labels, capacity and state can be changed here.',
    '请更改设置并重新启动平台。标签、容量和状态可在此更改。',
  ],
  'said.SERVER_IN_USE': [
    '{{count}} things are allocated on "{{server}}": {{items}}. Nothing was removed.',
    '“{{server}}”上有 {{count}} 项分配：{{items}}。未移除任何内容。',
    'Something is allocated on "{{server}}": {{items}}. Nothing was removed.',
  ],
  'remedy.SERVER_IN_USE': [
    'Remove them first, or disable the server so that nothing new is put on it.',
    '请先移除它们，或停用该服务器，使其不再接受新的分配。',
  ],
  'said.SERVER_FULL': ['"{{server}}" has its {{most}} already.', '“{{server}}”已达到其 {{most}} 项的上限。'],
  'remedy.SERVER_FULL': ['Raise its capacity, or add another server.', '请提高其容量，或添加另一台服务器。'],
  'said.SERVER_NONE_FREE': ['No server has room. {{reasons}}', '没有服务器有余量。{{reasons}}'],
  'remedy.SERVER_NONE_FREE': [
    'Enable one, raise its capacity, or add another on the page Resources.',
    '请在“资源”页面启用一台、提高其容量或添加另一台。',
  ],
  'said.SERVER_CHOSEN_BEFORE': [
    '{{package}} has what it keeps on "{{server}}", and it is not moved.',
    '{{package}} 的内容已在“{{server}}”上，不会被迁移。',
  ],
  'remedy.SERVER_CHOSEN_BEFORE': ['Choose that server, or none.', '请选择该服务器，或不选择。'],
  'said.SERVER_RIGHTS_MISSING': [
    '{{user}} may not make schemas and users on {{server}}.',
    '{{user}} 无权在 {{server}} 上创建库和用户。',
  ],
  'remedy.SERVER_RIGHTS_MISSING': [
    'GRANT ALL PRIVILEGES ON *.* TO the user WITH GRANT OPTION.',
    '请对该用户执行 GRANT ALL PRIVILEGES ON *.* … WITH GRANT OPTION。',
  ],
  'said.SERVER_NOT_THAT': [
    '{{server}} answers, but not as it should: {{reason}}',
    '{{server}} 有应答，但并非应有的应答：{{reason}}',
  ],
  'remedy.SERVER_NOT_THAT': ['See that the address is that of the right server.', '请确认地址指向正确的服务器。'],
  'said.SERVER_NO_SOCKET': ['There is no socket at {{server}}.', '{{server}} 处没有套接字。'],
  'remedy.SERVER_NO_SOCKET': [
    'See that Docker is installed and started there, and that the path is right.',
    '请确认该机器已安装并启动 Docker，且路径正确。',
  ],
  'said.SERVER_NO_SOCKET.ssh': [
    'On {{server}} nothing answers at {{path}}, or {{user}} may not open it.',
    '在 {{server}} 上，{{path}} 无应答，或 {{user}} 无权打开它。',
  ],
  'remedy.SERVER_NO_SOCKET.ssh': [
    'See that Docker is installed and started there, and that the user belongs to the group of the socket.',
    '请确认该机器已安装并启动 Docker，且该用户属于套接字的用户组。',
  ],
  'said.SERVER_FORWARDING_FORBIDDEN': [
    'The sshd at {{server}} forwards no sockets.',
    '{{server}} 的 sshd 不转发套接字。',
  ],
  'remedy.SERVER_FORWARDING_FORBIDDEN': [
    'Set AllowStreamLocalForwarding to yes (or local) in its sshd_config.',
    '请在其 sshd_config 中将 AllowStreamLocalForwarding 设为 yes（或 local）。',
  ],
  'said.SERVER_SOCKET_FORBIDDEN': ["The platform's user may not open {{server}}.", '平台的用户无权打开 {{server}}。'],
  'remedy.SERVER_SOCKET_FORBIDDEN': ['Add it to the group that owns the socket.', '请将其加入套接字所属的用户组。'],
  'said.SERVER_REFUSED': ['Nothing listens at {{server}}.', '{{server}} 处没有程序监听。'],
  'remedy.SERVER_REFUSED': ['Start the server, or correct its address.', '请启动该服务器，或更正其地址。'],
  'said.SERVER_NAME_UNKNOWN': ['The name in {{server}} is not known.', '{{server}} 中的主机名无法解析。'],
  'remedy.SERVER_NAME_UNKNOWN': ['Correct the name, or see to the DNS.', '请更正名称，或检查 DNS。'],
  'said.SERVER_NO_ROUTE': ['No way leads to {{server}}.', '没有到 {{server}} 的路由。'],
  'remedy.SERVER_NO_ROUTE': ['See to the network and its firewalls.', '请检查网络及其防火墙。'],
  'said.SERVER_SILENT': ['{{server}} did not answer in time.', '{{server}} 未及时应答。'],
  'remedy.SERVER_SILENT': [
    'See that it works, and that no firewall stands between.',
    '请确认它在正常工作，且途中没有防火墙阻拦。',
  ],
  'said.SERVER_ENDED': ['{{server}} ended the connection.', '{{server}} 断开了连接。'],
  'remedy.SERVER_ENDED': ['Look into its log.', '请查看其日志。'],
  'said.SERVER_FAILED': ['{{server}} answered with an error: {{reason}}', '{{server}} 返回错误：{{reason}}'],
  'remedy.SERVER_FAILED': ['Look into its log.', '请查看其日志。'],
  'said.SERVER_TLS_NOT_PINNED': [
    '{{server}} does not show the pinned certificate, nor one that it signed: {{reason}}',
    '{{server}} 出示的不是已固定的证书，也不是由其签发的证书：{{reason}}',
  ],
  'remedy.SERVER_TLS_NOT_PINNED': [
    'If the certificate was renewed, pin the new one; else somebody else answers there.',
    '如果证书已更新，请固定新证书；否则是其他人在该处应答。',
  ],
  'said.SERVER_HOST_KEY_NOT_PINNED': [
    '{{server}} shows the SSH host key {{found}}, which is not the pinned one.',
    '{{server}} 出示的 SSH 主机密钥为 {{found}}，与已固定的不符。',
  ],
  'remedy.SERVER_HOST_KEY_NOT_PINNED': [
    'Compare it with the key on the machine itself; pin it when it is the same.',
    '请与该机器本身的密钥比对；一致时再固定它。',
  ],
  'said.SERVER_LOGIN_REFUSED': ['{{server}} refused the sign-in as {{user}}.', '{{server}} 拒绝以 {{user}} 登录。'],
  'remedy.SERVER_LOGIN_REFUSED': ['Correct the user, the password or the key.', '请更正用户、密码或密钥。'],
  'said.SERVER_LOGIN_REFUSED.certificate': [
    '{{server}} refused the client certificate: {{reason}}',
    '{{server}} 拒绝了客户端证书：{{reason}}',
  ],
  'remedy.SERVER_LOGIN_REFUSED.certificate': [
    'Give a certificate that the authority of that server signed, with its key.',
    '请提供由该服务器信任的机构签发的证书及其密钥。',
  ],
  'said.SERVER_TOO_OLD': [
    '{{server}} has version {{version}}; it must be {{least}} or newer.',
    '{{server}} 的版本是 {{version}}，需要 {{least}} 或更新的版本。',
  ],
  'remedy.SERVER_TOO_OLD': ['Upgrade it.', '请升级它。'],
} as const;
