/** Words of the frame around pages that packages bring. */
export const plugins = {
  'plugin.notInMenu': ['Your menu has no page of {{name}}', '您的菜单中没有 {{name}} 的页面'],
  'plugin.notInMenuHint': [
    'The package may have been decommissioned, or its pages are for other roles. Ask an administrator.',
    '该插件包可能已下线，或其页面仅对其他角色开放。请联系管理员。',
  ],
  'plugin.notRunning': ['No instance of {{name}} is running', '{{name}} 没有运行中的实例'],
  'plugin.notRunningHint': ['The page appears by itself as soon as an instance runs.', '实例运行后，页面会自动出现。'],
  'plugin.failed': ['The page of {{name}} cannot be shown', '无法显示 {{name}} 的页面'],
  'pluginFailed.NO_FILES': ['The package brings no scripts to show.', '该插件包没有可加载的脚本。'],
  'pluginFailed.FILE_MISSING': ['A file of the page could not be loaded.', '页面的一个文件无法加载。'],
  'pluginFailed.BUNDLE_THREW': [
    'The scripts of the package ended with an error before the page was there.',
    '插件包的脚本在页面出现之前出错。',
  ],
  'pluginFailed.NO_ROUTE': [
    'The package has no page at this address, or not for you.',
    '插件包在此地址没有页面，或该页面不对您开放。',
  ],
  'pluginFailed.NO_ANSWER': ['The platform did not answer the page.', '平台没有应答该页面。'],
  'pluginFailed.NOT_ALLOWED': ['Your roles do not show pages of {{name}}.', '您的角色无权查看 {{name}} 的页面。'],
  'pluginFailed.NOT_SERVED': [
    'This platform serves no pages of plugins at this address.',
    '该平台未在此地址提供插件页面。',
  ],
  'pluginFailed.UNREACHABLE': ['The platform does not answer.', '平台没有响应。'],
  'pluginFailed.SILENT': ['Nothing answers at the address of plugin pages.', '插件页面的地址没有响应。'],
  'pluginRemedy.NO_FILES': [
    'Upload a version of the package whose ui.zip holds the built scripts.',
    '请上传 ui.zip 中包含构建脚本的插件包版本。',
  ],
  'pluginRemedy.FILE_MISSING': [
    'Try again; if it stays, check the connection to the port of plugin pages.',
    '请重试；若仍失败，请检查到插件页面端口的连接。',
  ],
  'pluginRemedy.BUNDLE_THREW': [
    'Quote the message below to the author of the package, or go back to the version before.',
    '请将下方信息告知插件包作者，或回退到上一版本。',
  ],
  'pluginRemedy.NO_ROUTE': ['Choose a page from the menu.', '请从菜单中选择页面。'],
  'pluginRemedy.NO_ANSWER': ['Wait a moment and try again.', '请稍候重试。'],
  'pluginRemedy.NOT_ALLOWED': ['Ask an administrator for a role with this menu.', '请向管理员申请拥有此菜单的角色。'],
  'pluginRemedy.NOT_SERVED': [
    'Ask an administrator to set WECUBE_PLUGIN_ORIGIN_PORT.',
    '请管理员设置 WECUBE_PLUGIN_ORIGIN_PORT。',
  ],
  'pluginRemedy.UNREACHABLE': ['Wait a moment and try again.', '请稍候重试。'],
  'pluginRemedy.SILENT': [
    'Ask an administrator whether the port of plugin pages can be reached from here.',
    '请管理员确认此处可以访问插件页面的端口。',
  ],
} as const;
