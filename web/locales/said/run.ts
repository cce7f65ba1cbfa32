/** What the platform says about runs, by code and case; the English is the server's own. */
export const runSaid = {
  'said.DEFINITION_NOT_FOUND.run': ['There is no orchestration {{id}}.', '没有编排 {{id}}。'],
  'said.DEFINITION_NOT_DEPLOYED': ['"{{name}}" is not deployed, so it cannot be run.', '“{{name}}”未部署，无法执行。'],
  'remedy.DEFINITION_NOT_DEPLOYED': ['Deploy it, or choose a deployed version.', '请部署它，或选择已部署的版本。'],
  'said.NODE_NOT_RUNNABLE.type': [
    '"{{node}}" is of type {{nodeType}}, which this version of the platform can draw and deploy but not run. Nothing was started.',
    '“{{node}}”的类型为 {{nodeType}}，此版本的平台可以绘制和部署它，但还不能执行。未启动任何执行。',
  ],
  'remedy.NODE_NOT_RUNNABLE.type': [
    'Start an orchestration without such nodes, or bring the platform up to date.',
    '请启动不含此类节点的编排，或升级平台。',
  ],
  'said.NODE_NOT_RUNNABLE.riskCheck': [
    '"{{node}}" asks for a check before its call, which this version of the platform cannot make. Nothing was started.',
    '“{{node}}”要求在调用前检查，此版本的平台还不能检查。未启动任何执行。',
  ],
  'remedy.NODE_NOT_RUNNABLE.riskCheck': [
    'Take the check off, or bring the platform up to date.',
    '请取消检查，或升级平台。',
  ],
  'said.RUN_NOT_YOURS': [
    'None of your roles may run "{{name}}". Nothing was started.',
    '您的角色都不能执行“{{name}}”。未启动任何执行。',
  ],
  'remedy.RUN_NOT_YOURS': [
    'Ask somebody who manages the orchestration to let one of your roles use it.',
    '请联系编排的管理者，授权您的一个角色使用它。',
  ],
  'said.RUN_NOT_YOURS.operation': [
    'None of your roles may operate the run {{id}}. Nothing was done.',
    '您的角色都不能操作执行 {{id}}。未作任何操作。',
  ],
  'remedy.RUN_NOT_YOURS.operation': [
    'Ask somebody who manages its orchestration to let one of your roles use it.',
    '请联系其编排的管理者，授权您的一个角色使用它。',
  ],
  'said.OPTION_UNKNOWN': [
    '"{{option}}" cannot be chosen here. Nothing was done.',
    '此处不能选择“{{option}}”。未作任何操作。',
  ],
  'remedy.OPTION_UNKNOWN': ['Choose one of: {{options}}.', '请选择其中之一：{{options}}。'],
  'said.RUN_ENDED_ABNORMALLY': [
    'The run came to the abnormal end "{{node}}" while this node was at work.',
    '此节点执行期间，执行到达了异常结束“{{node}}”。',
  ],
  'said.HUMAN_SERVICE_NOT_ASYNC.run': [
    'Service {{service}} of {{node}} answers at once, so no person can answer it. Nothing was sent.',
    '{{node}} 的服务 {{service}} 立即应答，无法由人工答复。未发送任何内容。',
  ],
  'remedy.HUMAN_SERVICE_NOT_ASYNC.run': ['Let the service call back, then retry.', '请让服务以回调应答，然后重试。'],
  'said.UNKNOWN_ROOT_OBJECT': ['{{entity}} has no object {{objectId}}.', '{{entity}} 没有对象 {{objectId}}。'],
  'remedy.UNKNOWN_ROOT_OBJECT': ['Choose one of its objects.', '请选择其中的一个对象。'],
  'said.CALLBACK_UNKNOWN': [
    'There is no request {{requestId}} that waits for a callback.',
    '没有等待回调的请求 {{requestId}}。',
  ],
  'said.CALLBACK_TOO_LATE': [
    'The request {{requestId}} is completed already; this answer changes nothing.',
    '请求 {{requestId}} 已经完成，此应答不会改变任何内容。',
  ],
  'said.CALLBACK_NOT_YOURS': [
    'The request {{requestId}} was not sent to {{packageName}}.',
    '请求 {{requestId}} 不是发送给 {{packageName}} 的。',
  ],
  'said.RUN_NOT_FOUND': ['There is no run {{id}}.', '没有执行 {{id}}。'],
  'said.RUN_OWNED_ELSEWHERE': [
    'Another process is at work on this run. Try again in a moment.',
    '另一个进程正在处理此执行，请稍后重试。',
  ],
  'said.RUN_CHANGED': [
    'The run has changed since you saw it; nothing was done.',
    '您查看后执行已发生变化，未做任何操作。',
  ],
  'remedy.RUN_CHANGED': ['Look at its present state and decide again.', '请查看当前状态后再决定。'],
  'said.NODE_REQUIRED': ['{{operation}} needs the node it is meant for.', '操作“{{operation}}”需要指定节点。'],
  'said.NODE_NOT_FOUND': ['The run has no node {{id}}.', '此执行没有节点 {{id}}。'],
  'said.OPERATION_NOT_ALLOWED.run': [
    '{{operation}} is not possible in state {{runStatus}}.',
    '执行状态为“{{runStatus}}”时不能进行“{{operation}}”。',
  ],
  'said.OPERATION_NOT_ALLOWED.node': [
    '{{operation}} is not possible in state {{nodeStatus}}.',
    '节点状态为“{{nodeStatus}}”时不能进行“{{operation}}”。',
  ],
  'said.OPERATION_NOT_ALLOWED.over': [
    '{{operation}} is not possible: the run is {{runStatus}}.',
    '不能进行“{{operation}}”：执行{{runStatus}}。',
  ],
  'said.SERVICE_MISSING.run': ['Node {{node}} has no service.', '节点“{{node}}”没有插件服务。'],
  'said.SERVICE_NOT_FOUND.run': ['Service {{service}} is not registered.', '插件服务 {{service}} 未注册。'],
  'said.SERVICE_DISABLED.run': ['Service {{service}} is disabled.', '插件服务 {{service}} 已停用。'],
  'said.LOOK_UP_FAILED': [
    'What the node needs could not be read: {{reason}} Nothing was sent.',
    '无法读取节点所需的数据：{{reason}} 未发送任何请求。',
  ],
  'said.PARAMETER_UNRESOLVED.mapping': [
    'Parameter {{parameter}} of {{object}} has the mapping "{{mapping}}", which is not supported.',
    '{{object}} 的参数 {{parameter}} 使用了不支持的映射“{{mapping}}”。',
  ],
  'said.PARAMETER_UNRESOLVED.required': [
    'Parameter {{parameter}} of {{object}} is required but has no value.',
    '{{object}} 的参数 {{parameter}} 为必填，但没有值。',
  ],
  'said.PARAMETER_UNRESOLVED.blank': [
    'Parameter {{parameter}} of {{object}} is required but blank.',
    '{{object}} 的参数 {{parameter}} 为必填，但值为空白。',
  ],
  'said.PARAMETER_UNRESOLVED.several': [
    'Parameter {{parameter}} of {{object}} takes one value but {{found}} were found.',
    '{{object}} 的参数 {{parameter}} 只接受一个值，却找到 {{found}} 个。',
  ],
  'said.PARAMETER_UNRESOLVED.object': [
    'Parameter {{parameter}} of {{object}} takes an object.',
    '{{object}} 的参数 {{parameter}} 应为对象。',
  ],
  'said.PARAMETER_UNRESOLVED.number': [
    'Parameter {{parameter}} of {{object}} takes a number, not "{{value}}".',
    '{{object}} 的参数 {{parameter}} 应为数字，而不是“{{value}}”。',
  ],
  'said.PARAMETER_UNRESOLVED.integer': [
    'Parameter {{parameter}} of {{object}} takes a whole number, not "{{value}}".',
    '{{object}} 的参数 {{parameter}} 应为整数，而不是“{{value}}”。',
  ],
  'said.NODE_TIMED_OUT': [
    'No answer from {{service}} within {{timeoutMs}} ms. It may still have been carried out.',
    '{{service}} 在 {{timeoutMs}} 毫秒内没有应答，但可能已经执行。',
  ],
  'said.OUTCOME_UNKNOWN': [
    'The platform stopped while {{service}} was being called for {{count}} objects (request {{requestId}}). The call may or may not have been carried out, and repeating this service is not declared safe.',
    '平台在 {{service}} 处理 {{count}} 个对象的调用期间停止（请求号 {{requestId}}）。该调用可能已执行，也可能未执行，且此服务未声明可安全重复。',
    'The platform stopped while {{service}} was being called for 1 object (request {{requestId}}). The call may or may not have been carried out, and repeating this service is not declared safe.',
  ],
  'said.RUN_TERMINATED': ['The run was terminated while this node was at work.', '此节点执行期间，执行被终止。'],
  'said.ANSWER_NOT_STORED': [
    'The plugin answered, but its answer could not be stored.',
    '插件已应答，但应答无法保存。',
  ],
  'said.PLUGIN_CALL_FAILED': ['The call failed inside the platform.', '调用在平台内部失败。'],
  'said.PLUGIN_UNREACHABLE': ['{{reason}}', '无法连接插件：{{reason}}'],
  'said.PLUGIN_TIMEOUT': ['{{reason}}', '插件应答超时：{{reason}}'],
  'said.PLUGIN_BAD_ANSWER': ['{{reason}}', '插件的应答无效：{{reason}}'],
  'said.PLUGIN_HTTP_ERROR': ['{{reason}}', '插件返回 HTTP 错误：{{reason}}'],
  'said.PLUGIN_CONNECTION_LOST': ['{{reason}}', '与插件的连接中断：{{reason}}'],
  'said.PLUGIN_CALL_ABORTED': ['{{reason}}', '对插件的调用已放弃：{{reason}}'],
  'said.PLUGIN_REFUSED': ['{{reason}}', '插件拒绝了请求：{{reason}}'],
  'said.NO_ANSWER': ['The plugin said nothing about this object.', '插件没有返回此对象的结果。'],
  'said.PLUGIN_REPORTED_FAILURE': ['{{reason}}', '插件报告失败：{{reason}}'],
  'said.PLUGIN_REPORTED_FAILURE.silent': ['error code {{errorCode}}', '插件报告错误码 {{errorCode}}'],
  'said.PLUGIN_REPORTED_FAILURE.all': [
    '{{failed}} of {{total}} objects failed. {{object}}: {{reason}}',
    '{{total}} 个对象中有 {{failed}} 个失败。{{object}}：{{reason}}',
  ],
  'said.OBJECTS_FAILED': [
    '{{failed}} of {{total}} objects failed. {{object}}: {{reason}}',
    '{{total}} 个对象中有 {{failed}} 个失败。{{object}}：{{reason}}',
  ],
  'said.NODE_CHANGED': [
    'Done for {{done}} of {{total}}: {{objects}}.',
    '{{total}} 个对象中有 {{done}} 个已完成：{{objects}}。',
  ],
  'said.NODE_CHANGED.unknown': ['Nothing is known to have been changed.', '未发现任何已知的更改。'],
  'said.NODE_NOT_CHANGED.notSent': [
    'Nothing was sent to a plugin, so nothing was changed.',
    '没有向插件发送请求，因此没有任何更改。',
  ],
  'said.NODE_NOT_CHANGED.reported': ['The plugin reported {{objects}} as not done.', '插件报告 {{objects}} 未完成。'],
  'said.NODE_NOT_CHANGED.unreachable': [
    'The call did not reach the plugin, so {{objects}} was not changed by it.',
    '调用未到达插件，因此没有更改 {{objects}}。',
  ],
  'said.NODE_NOT_CHANGED.unusable': [
    "The plugin's answer says nothing usable about {{objects}}; it may have done part of it.",
    '插件的应答没有关于 {{objects}} 的可用信息，可能已执行了一部分。',
  ],
  'said.NODE_NOT_CHANGED.unsafe': [
    'It is not known whether {{objects}} was changed. Look at the plugin before you decide.',
    '无法确定 {{objects}} 是否已更改，请先在插件侧核实再决定。',
  ],
  'said.NODE_NOT_CHANGED.repeatable': [
    'It is not known whether {{objects}} was changed. A retry sends the same request again, and the plugin recognises it.',
    '无法确定 {{objects}} 是否已更改。重试会再次发送同一请求，插件能够识别。',
  ],
  'said.SOME_OBJECTS': ['{{objects}} and {{more}} more', '{{objects}} 等，另有 {{more}} 个'],
  'said.SOME_OBJECTS.none': ['it', '该对象'],
} as const;
