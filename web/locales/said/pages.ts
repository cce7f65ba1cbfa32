/** What the platform says about the pages of packages, by code and case; the English is the server's own. */
export const pagesSaid = {
  'said.PAGES_UNREADABLE': [
    'The pages of the package cannot be unpacked from ui.zip: {{reason}}',
    '无法从 ui.zip 解压插件包的页面：{{reason}}',
  ],
  'remedy.PAGES_UNREADABLE': [
    'Build ui.zip again from plain files, pack it into a new version of the package and upload that.',
    '请仅用普通文件重新打包 ui.zip，放入插件包的新版本并上传。',
  ],
  'said.PAGES_WITHOUT_INDEX': [
    'ui.zip has no index.html, neither in its root nor in a folder.',
    'ui.zip 的根目录及其文件夹中都没有 index.html。',
  ],
  'remedy.PAGES_WITHOUT_INDEX': [
    'Pack the folder that the build of the pages wrote, with its index.html, and upload a new version.',
    '请打包页面构建输出的文件夹（含 index.html），并上传新版本。',
  ],
} as const;
