/** What the platform says about buckets of packages, by code and case; the English is the server's own. */
export const bucketSaid = {
  'said.BUCKET_SERVER_NEEDED': [
    '{{package}} keeps files in the bucket "{{bucket}}", and the platform has no S3 server for plugins.',
    '{{package}} 将文件保存在存储桶“{{bucket}}”中，而平台没有供插件使用的 S3 服务器。',
  ],
  'remedy.BUCKET_SERVER_NEEDED': [
    'Add an S3 server on the page Resources (or set WECUBE_PLUGIN_S3_URL); the embedded store checks no credentials, so it serves no plugins. Or give the system variable S3_SERVER_URL a value.',
    '请在“资源”页面添加 S3 服务器（或设置 WECUBE_PLUGIN_S3_URL）；内置存储不校验凭据，因此不供插件使用。也可以为系统参数 S3_SERVER_URL 赋值。',
  ],
  'said.BUCKET_KEYS_NOT_LIMITED': [
    'The S3 server {{server}} cannot limit a key to one bucket, so {{package}} would reach every bucket.',
    'S3 服务器 {{server}} 无法将密钥限定于单个存储桶，{{package}} 将能访问所有存储桶。',
  ],
  'remedy.BUCKET_KEYS_NOT_LIMITED': [
    'Give it limited accounts (OpenStack Swift), or allow shared keys on the page Resources (or by WECUBE_PLUGIN_S3_SHARED_KEYS=true) if you trust the packages.',
    '请为其提供受限账号（OpenStack Swift），或在信任这些插件包时，于“资源”页面允许共享密钥（或设置 WECUBE_PLUGIN_S3_SHARED_KEYS=true）。',
  ],
  'said.BUCKET_KEYS_USED_UP': [
    'All {{count}} limited accounts of the S3 server {{server}} belong to packages.',
    'S3 服务器 {{server}} 的 {{count}} 个受限账号都已属于插件包。',
  ],
  'remedy.BUCKET_KEYS_USED_UP': [
    'Make another account there and add it on the page Resources.',
    '请在该服务器上再创建一个账号，并在“资源”页面添加。',
  ],
  'said.BUCKET_GRANT_REFUSED': [
    'The server did not let {{account}} into the bucket "{{bucket}}": {{reason}}',
    '服务器未允许 {{account}} 访问存储桶“{{bucket}}”：{{reason}}',
  ],
  'remedy.BUCKET_GRANT_REFUSED': [
    'Limited accounts need OpenStack Swift with its own sign-in (auth v1) beside S3.',
    '受限账号需要在 S3 之外提供自身登录（auth v1）的 OpenStack Swift。',
  ],
  'said.BUCKET_OF_ANOTHER': ['The bucket "{{bucket}}" belongs to {{other}}.', '存储桶“{{bucket}}”属于 {{other}}。'],
  'remedy.BUCKET_OF_ANOTHER': [
    'Give the package a bucket of its own in its register.xml.',
    '请在 register.xml 中为该插件包指定自己的存储桶。',
  ],
  'said.BUCKET_FILE_MISSING': [
    'The package declares the file "{{file}}" for its bucket and does not hold it.',
    '插件包声明了存储桶文件“{{file}}”，但包内没有该文件。',
  ],
  'said.BUCKET_NOT_FOUND': ['{{package}} has no bucket.', '{{package}} 没有存储桶。'],
  'said.OBJECT_KEY_INVALID': ['A key has 1 to {{most}} bytes.', '对象键长度须为 1 至 {{most}} 字节。'],
  'said.OBJECT_LINK_LIFE': ['A link lives 1 to {{most}} seconds.', '链接有效期须为 1 至 {{most}} 秒。'],
  'said.OBJECT_LENGTH_NEEDED': [
    'The length of the content must be told before it (Content-Length).',
    '须事先给出内容长度（Content-Length）。',
  ],
} as const;
