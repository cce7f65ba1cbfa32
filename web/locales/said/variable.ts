/** What the platform says about variables, by code and case; the English is the server's own. */
export const variableSaid = {
  'said.VARIABLE_DECLARED_TWICE': [
    'The global variable {{variable}} is declared by {{other}} too; {{package}} sees its own.',
    '全局系统参数 {{variable}} 也由 {{other}} 声明；{{package}} 使用自己的值。',
  ],
  'said.VARIABLE_DECLARED_TWICE.platform': [
    'The global variable {{variable}} is declared by the platform too; {{package}} sees its own.',
    '全局系统参数 {{variable}} 也由平台声明；{{package}} 使用自己的值。',
  ],
} as const;
