/** What the platform says about buckets of packages, by code and case; the English is the server's own. */
export const bucketSaid = {
  'said.BUCKET_SERVER_NEEDED': [
    '{{package}} keeps files in the bucket "{{bucket}}", and the platform has no S3 server for plugins.',
    '{{package}} 将文件保存在存储桶“{{bucket}}”中，而平台没有供插件使用的 S3 服务器。',
  ],
  'remedy.BUCKET_SERVER_NEEDED': [
    'Set WECUBE_PLUGIN_S3_URL with its keys; the embedded store checks no credentials, so it serves no plugins. Or give the system variable S3_SERVER_URL a value.',
    '请设置 WECUBE_PLUGIN_S3_URL 及其密钥；内置存储不校验凭据，不供插件使用。也可以为系统参数 S3_SERVER_URL 赋值。',
  ],
  'said.BUCKET_KEYS_NOT_LIMITED': [
    'The S3 server {{server}} cannot limit a key to one bucket, so {{package}} would reach every bucket.',
    'S3 服务器 {{server}} 无法将密钥限定于单个存储桶，{{package}} 将能访问所有存储桶。',
  ],
  'remedy.BUCKET_KEYS_NOT_LIMITED': [
    'Allow it by WECUBE_PLUGIN_S3_SHARED_KEYS=true if you trust the packages.',
    '若信任这些插件包，请设置 WECUBE_PLUGIN_S3_SHARED_KEYS=true。',
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
