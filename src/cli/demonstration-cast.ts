import type { NewOrganisation, Role } from '../accounts/index.ts'

interface Invented extends NewOrganisation {
  readonly key: OrganisationKey
  readonly people: readonly { readonly name: string; readonly role: Role }[]
}

const author = (name: string) => ({ name, role: 'author' as const })
const head = (name: string) => ({ name, role: 'head' as const })
const provider = { kind: 'provider', seats: ['provider'] } as const
const court = { kind: 'court', seats: ['court'], authority: 'judge' } as const
const central = { kind: 'central-authority', seats: ['central'], authority: 'central-authority' } as const
const prosecutor = { kind: 'prosecutor', seats: ['authority'], authority: 'prosecutor' } as const
const police = { kind: 'police', seats: ['authority'], authority: 'police' } as const

/** Who takes part, and where. The offices are real ones or real kinds of office; every person and company is invented. */
const cast = {
  prosecutor: { name: 'Staatsanwaltschaft München I', state: 'DE', ...prosecutor, languages: ['de', 'en'], people: [author('Dr. Anna Huber'), head('Markus Vogt')] },
  police: { name: 'Polizeipräsidium München, Kriminaldirektion', state: 'DE', ...police, languages: ['de', 'en'], people: [author('Sabine Lechner'), head('Rolf Brandt')] },
  court: { name: 'Amtsgericht München, Ermittlungsgericht', state: 'DE', ...court, languages: ['de', 'en'], people: [author('Claudia Stern'), author('Henrik Maas')] },
  provider: { name: 'Alpenpost Mail Ltd, Dublin', state: 'IE', ...provider, languages: ['en'], addressees: [{ state: 'IE', as: 'designated-establishment' }], people: [author('Niamh Byrne'), head('Cian Walsh')] },
  enforcing: { name: 'Enforcing authority of Ireland', state: 'IE', ...central, languages: ['en', 'ga'], people: [author('Séamus Doyle'), head('Aoife Brennan')] },
  overseer: { name: 'Data protection overseer', state: 'DE', kind: 'overseer', seats: ['overseer'], languages: ['de', 'en'], people: [author('Petra Lang'), author('Ulrich Brenner')] },
  policy: { name: 'Treaty and policy desk', state: 'DE', kind: 'other', seats: ['policy'], languages: ['de', 'en'], people: [author('Dr. Miriam Falk')] },
  operator: { name: 'Operator of this instance', state: 'DE', kind: 'operator', seats: ['operator'], languages: ['de', 'en'], people: [head('Jonas Weber'), head('Karin Lorenz')] },
  germanCentral: { name: 'Federal Office of Justice (Bundesamt für Justiz)', state: 'DE', ...central, languages: ['de', 'en'], people: [author('Katrin Sommer')] },
  frenchExecuting: { name: 'Parquet de Paris, entraide pénale internationale', state: 'FR', ...central, kind: 'prosecutor', languages: ['fr', 'en'], people: [author('Élise Marchand')] },
  frenchProsecutor: { name: 'Parquet de Paris, section J3 de lutte contre la cybercriminalité', state: 'FR', ...prosecutor, languages: ['fr', 'en'], people: [author('Camille Roux')] },
  chineseHandling: { name: 'Beijing Municipal Public Security Bureau, Chaoyang Branch (北京市公安局朝阳分局)', state: 'CN', ...police, languages: ['zh'], people: [author('Li Jing 李静'), head('Zhao Lei 赵磊')] },
  chineseProvincial: { name: 'Beijing Municipal Public Security Bureau (北京市公安局)', state: 'CN', ...police, languages: ['zh'], people: [head('Wang Qiang 王强')] },
  chineseCompetent: { name: 'Ministry of Public Security (公安部)', state: 'CN', ...central, languages: ['zh'], people: [author('Chen Min 陈敏')] },
  chineseContact: { name: 'Ministry of Justice (司法部)', state: 'CN', ...central, languages: ['zh', 'en'], people: [author('Zhou Yan 周岩')] },
  chineseProvider: { name: 'Jinghai Mail Co., Ltd, Shanghai (上海京海邮箱)', state: 'CN', ...provider, languages: ['zh'], addressees: [{ state: 'US', as: 'establishment' }, { state: 'FR', as: 'establishment' }], people: [author('Sun Li 孙丽'), head('Xu Fang 许方')] },
  attorney: { name: 'United States Attorney’s Office, Northern District of California', state: 'US', ...prosecutor, languages: ['en'], people: [author('Rachel Kim'), head('Thomas Reed')] },
  districtCourt: { name: 'United States District Court, Northern District of California', state: 'US', ...court, languages: ['en'], people: [author('Ruth Coleman')] },
  americanCentral: { name: 'Department of Justice, Criminal Division, Office of International Affairs (OIA)', state: 'US', ...central, languages: ['en'], people: [author('David Okafor')] },
  americanContact: { name: 'Department of Justice, Computer Crime and Intellectual Property Section (CCIPS), 24/7 contact point', state: 'US', ...central, languages: ['en'], people: [author('Maria Lopez')] },
  americanProvider: { name: 'Prairie Mail Inc., Denver', state: 'US', ...provider, languages: ['en'], people: [author('Ben Ortiz')] },
  britishPolice: { name: 'Metropolitan Police Service, Cyber Crime Unit', state: 'GB', ...police, languages: ['en'], people: [author('Emily Clarke'), head('Daniel Shaw')] },
  crownCourt: { name: 'Crown Court at Southwark', state: 'GB', ...court, languages: ['en'], people: [author('Helen Marsh')] },
  britishCentral: { name: 'Home Office, UK Central Authority', state: 'GB', ...central, languages: ['en'], people: [author('Oliver Grant')] },
  britishProvider: { name: 'Heron Mail Ltd, London', state: 'GB', ...provider, languages: ['en'], people: [author('Priya Nair')] },
} as const satisfies Record<string, NewOrganisation & Pick<Invented, 'people'>> // biome-ignore format: a table

export type OrganisationKey = keyof typeof cast

/** In the order in which they are shown. */
export const invented: readonly Invented[] = Object.entries(cast).map(([key, organisation]) => ({
  ...organisation,
  key: key as OrganisationKey,
  name: `${organisation.name} (demonstration)`,
}))
