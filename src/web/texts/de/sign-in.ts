import type { Texts } from '../texts.ts'

export const signIn: Texts['signIn'] = {
  title: 'Anmelden',
  passkey: 'Mit einem Passkey',
  passkeyNote: 'Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN. Nichts Geheimes verlässt es.',
  passkeyButton: 'Mit Passkey anmelden',
  provider: 'Über den Anbieter der Behörde',
  providerNote:
    'Sie melden sich dort an, wo Ihre Behörde ihre Konten führt, und kommen hierher zurück. Wer hier nicht eingeladen ist, kommt nicht hinein.',
  providerButton: 'Über den Anbieter anmelden',
  needsScript: 'Passkeys brauchen auf dieser Seite erlaubte Skripte.',
  failed: 'Der Passkey wurde nicht angenommen. Nichts wurde geändert; versuchen Sie es noch einmal.',
  unsupported: 'Dieser Browser kennt keine Passkeys.',
  demonstration: 'Als vorbereitete Person',
  demonstrationNote: 'Dies ist eine Vorführung: Wählen Sie, wessen Platz Sie sehen möchten. Jede Person ist erfunden.',
  as: (name) => `Als ${name} anmelden`,
  enter: 'Anmelden',
  setUp: 'Diese Instanz einrichten',
  setUpLead:
    'Sie sind die erste Person hier. Nennen Sie die Stelle, die diese Instanz betreibt, und sich selbst; hinterlegen Sie dann einen Passkey auf diesem Gerät.',
  setUpToken: 'Code zum Einrichten',
  setUpTokenHint: 'Vom Server beim Start ausgegeben.',
  organisation: 'Name der Stelle',
  state: 'Staat',
  name: 'Ihr Name',
  register: 'Passkey erstellen und hinterlegen',
  invitation: 'Sie sind eingeladen',
  invitationLead: (org) =>
    `${org} hat Sie eingeladen. Hinterlegen Sie auf diesem Gerät einen Passkey, um sich künftig anzumelden.`,
  accept: 'Annehmen und Passkey hinterlegen',
  invitationGone: 'Diese Einladung wurde schon benutzt oder ist zu alt. Bitten Sie um eine neue.',
}
