/** The few words that stand around a printed form; its labels are the law's. */
export interface PrintWords {
  readonly draft: string
  readonly missing: string
  readonly page: string
  readonly of: string
  /** What follows the last number. */
  readonly end: string
  /** `Section A: ` before its title. */
  readonly section: string
  readonly version: string
  /** Before the first and the last day of the version. */
  readonly from: string
  readonly to: string
  /** Said of labels that are not the wording of the official version. */
  readonly ownWording: string
  readonly law: string
  readonly yes: string
  readonly no: string
}

const words: Readonly<Record<string, PrintWords>> = {
  en: { draft: 'DRAFT', missing: 'to be completed', page: 'Page', of: 'of', end: '', section: 'Section {id}: ', version: 'Form version', from: 'from', to: 'until', ownWording: 'labels in our own words', law: 'Law', yes: 'Yes', no: 'No' },
  de: { draft: 'ENTWURF', missing: 'noch auszufüllen', page: 'Seite', of: 'von', end: '', section: 'Abschnitt {id}: ', version: 'Formularfassung', from: 'ab', to: 'bis', ownWording: 'Feldnamen in eigenen Worten', law: 'Rechtsstand', yes: 'Ja', no: 'Nein' },
  fr: { draft: 'PROJET', missing: 'à compléter', page: 'Page', of: 'sur', end: '', section: 'Section {id}: ', version: 'Version du formulaire', from: 'depuis le', to: 'jusqu’au', ownWording: 'libellés en nos propres termes', law: 'Droit', yes: 'Oui', no: 'Non' },
  zh: { draft: '草稿', missing: '待填写', page: '第', of: '页 / 共', end: '页', section: '{id} 部分：', version: '表格版本', from: '自', to: '至', ownWording: '栏目名称为自行表述', law: '法律数据', yes: '是', no: '否' },
} // biome-ignore format: a table

export const printWords = (language: string): PrintWords => words[language] ?? (words.en as PrintWords)
