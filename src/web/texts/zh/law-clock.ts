import type { Texts } from '../texts.ts'

/** 在规则页面上计算期间。 */
export const lawClock: Texts['lawClock'] = {
  title: '计算该期间',
  lead: '请填写期间起算的事件时间（以当地时间为准）。期间中止的时间，恢复后补计。',
  from: '起算时间',
  state: '以何地的时间和节假日为准',
  stopped: '中止自（如有）',
  resumed: '恢复自',
  count: '计算',
  ends: (when) => `届满于 ${when}`,
  outer: (when) => `如适用另一计算方法，最迟届满于 ${when}：`,
  stands: (when) => `期间自 ${when} 起中止。恢复之前，届满时间无法确定。`,
  noNumber: '法律未规定具体期限，无从计算届满时间。',
  by: '计算依据',
  working: '计算过程',
  notCounted: '不计入',
  noTime: '请填写日期和时间，例如 2026-11-21T09:00。',
  backwards: '恢复时间须在中止时间之后。',
}
