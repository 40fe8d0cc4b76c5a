import type { Texts } from '../texts.ts'

export const forms: Texts['forms'] = {
  yes: '是',
  no: '否',
  unknown: '尚不清楚',
  choose: '请选择',
  continue: '继续',
  save: '保存',
  cancel: '取消',
  change: '更改',
  remove: '移除',
  add: '添加',
  optional: '（选填）',
  none: '无',
  noneKnown: '没有，且已确知',
  error: '错误：',
  statesHint: '国家代码或名称，以逗号分隔，例如：DE，爱尔兰。',
  dateHint: '例如 2026-11-21。',
  problems: {
    state: (input) => `无法识别国家“${input}”。请写国家名称或两位字母代码。`,
    number: '请输入整数，不带字母或空格。',
    date: '请按年-月-日输入日期，例如 2026-11-21。',
    choice: '请从所列答案中选择。',
  },
}
