/** What the platform says about resources, by code and case; the English is the server's own. */
export const resourceSaid = {
  'said.NO_FREE_PORT': [
    'The host "{{host}}" has no free port left from {{first}} to {{last}}.',
    '容器母机“{{host}}”在 {{first}} 到 {{last}} 之间已没有空闲端口。',
  ],
} as const;
