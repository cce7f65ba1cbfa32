import type { LocalizedText } from './localized-text.ts';

/** The steps of a launch, in order. */
export const LAUNCH_STEPS = [
  'check',
  'port',
  'database',
  'bucket',
  'files',
  'identity',
  'proxy',
  'variables',
  'create',
  'start',
  'health',
  'finish',
] as const;

export type LaunchStepKey = (typeof LAUNCH_STEPS)[number];

const LABELS: Readonly<Record<LaunchStepKey, LocalizedText>> = {
  check: { en: 'Check the host and the package', zh: '检查母机与插件包' },
  port: { en: 'Reserve a port', zh: '预留端口' },
  database: { en: 'Prepare the database', zh: '准备数据库' },
  bucket: { en: 'Prepare the bucket and copy its files', zh: '准备存储桶并复制文件' },
  files: { en: "Bring the package's files to the host", zh: '将插件包文件放到母机' },
  identity: { en: 'Register the identity of the plugin', zh: '注册插件身份' },
  proxy: { en: 'Let its domains through the proxy', zh: '在代理上放行其域名' },
  variables: { en: 'Resolve the variables', zh: '解析变量' },
  create: { en: 'Create the container', zh: '创建容器' },
  start: { en: 'Start it', zh: '启动' },
  health: { en: 'Wait until it answers', zh: '等待应答' },
  finish: { en: 'Finish and fetch the data model', zh: '完成并同步数据模型' },
};

/** The label of a step; a key that an older version of the platform wrote stands for itself. */
export function stepLabel(key: string): LocalizedText {
  return LABELS[key as LaunchStepKey] ?? { en: key, zh: key };
}
