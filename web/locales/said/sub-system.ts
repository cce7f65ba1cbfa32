/** What the platform says about sub-systems, by code and case; the English is the server's own. */
export const subSystemSaid = {
  'said.SUB_SYSTEM_CREDENTIALS_WRONG': [
    'The sub-system {{systemCode}} is not known, or its password does not fit.',
    '子系统 {{systemCode}} 未知，或其口令不正确。',
  ],
  'remedy.SUB_SYSTEM_CREDENTIALS_WRONG': [
    'Sign "CODE:nonce" with the key of SUB_SYSTEM_KEY; launch the instance again if the platform was set up anew.',
    '请用 SUB_SYSTEM_KEY 的私钥加密“CODE:nonce”；如果平台已重新安装，请重新启动实例。',
  ],
  'said.SUB_SYSTEM_NONCE_USED': ['The nonce was used before.', '该随机数已被使用过。'],
  'remedy.SUB_SYSTEM_NONCE_USED': ['Sign in again with another nonce.', '请使用另一个随机数重新登录。'],
  'said.SUB_SYSTEM_SIGN_IN_BUSY': ['{{systemCode}} signs in too often.', '{{systemCode}} 登录过于频繁。'],
  'remedy.SUB_SYSTEM_SIGN_IN_BUSY': ['Keep the token until it expires.', '请在令牌过期之前一直使用它。'],
  'said.SUB_SYSTEM_TOKEN_INVALID': [
    'The refresh token is expired or not of this platform.',
    '刷新令牌已过期，或不属于此平台。',
  ],
  'remedy.SUB_SYSTEM_TOKEN_INVALID': ['Sign in again.', '请重新登录。'],
  'said.SUB_SYSTEM_NAME_INVALID': [
    '"{{name}}" cannot be the name of a sub-system.',
    '“{{name}}”不能作为子系统的名称。',
  ],
  'remedy.SUB_SYSTEM_NAME_INVALID': [
    'Use letters, digits and dashes, beginning with a letter.',
    '请使用字母、数字和连字符，并以字母开头。',
  ],
  'said.SUB_SYSTEM_CODE_WRONG': ['The code of {{name}} is {{systemCode}}.', '{{name}} 的编码是 {{systemCode}}。'],
} as const;
