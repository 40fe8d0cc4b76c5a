import type { Texts } from '../texts.ts'

export const deeds: Texts['deeds'] = {
  submit: {
    title: 'La soumettre',
    about: 'Ensuite elle ne peut plus être modifiée, et ceux qui doivent l’approuver sont sollicités.',
    button: 'Soumettre à l’approbation',
    noApproval: 'La loi ne demande aucune approbation : elle peut ensuite être envoyée.',
  },
  fill: {
    title: 'Remplir d’abord le formulaire',
    about: (n) => (n === 1 ? 'Une case obligatoire est encore vide.' : `${n} cases obligatoires sont encore vides.`),
    button: 'Aller au formulaire',
  },
  approve: {
    title: 'Approuver',
    about: 'Vous approuvez exactement ce qui a été soumis ; son empreinte figure ci-dessous.',
    signed: 'Le formulaire imprime votre nom, votre fonction et votre numéro de dossier.',
    post: 'Votre fonction',
    postHint: 'Comme le formulaire l’imprime, par exemple : juge au tribunal local.',
    fileNumber: 'Votre numéro de dossier',
    reason: 'Motifs',
    readFirst: 'Lire le formulaire avant de décider',
    abroadButton: { examine: 'Rien ne s’y oppose : laisser poursuivre', execute: 'Fait : laisser poursuivre' },
    abroad: {
      examine:
        'Rien n’est encore exécuté : avec votre décision, elle va à qui agit ensuite, et la partie requérante est informée.',
      execute:
        'Dites-le une fois votre part faite : qui agit ensuite est aussitôt sollicité, et la partie requérante est informée.',
    },
  },
  refuse: {
    title: 'Refuser',
    about: 'Elle ne peut alors être envoyée. L’auteur apprend votre motif.',
    aboutAbroad: 'Elle n’est pas exécutée. La partie requérante apprend le motif et vos raisons.',
    reason: 'Motif',
    button: 'Refuser',
  },
  return: {
    title: 'Renvoyer à l’auteur',
    titleAbroad: 'La renvoyer',
    aboutAbroad:
      'Elle repart par où elle est venue, avec ce qui manque ou doit être modifié. Elle peut être envoyée à nouveau.',
    about: 'L’auteur peut la modifier et la soumettre à nouveau ; toute approbation donnée jusqu’ici devient caduque.',
    reason: 'Ce qui doit être modifié',
    button: 'Renvoyer',
  },
  ownApproval: 'Vous avez rédigé cette demande. Une autre personne doit l’approuver.',
  send: {
    title: 'L’envoyer',
    about: 'Ceci part en une fois, signé et scellé, chaque message à son seul destinataire :',
    gets: {
      order: 'l’injonction avec le formulaire',
      notification: 'la notification avec le formulaire',
    },
    inFull: 'en entier',
    without: (sections) => `sans ${sections} : ce lecteur ne la reçoit jamais, sous aucune forme`,
    section: (id, title) => `la section ${id} (${title})`,
    clocks: 'Les délais de l’autre partie courent dès son arrivée.',
    button: 'Envoyer maintenant',
  },
  withdraw: {
    title: 'Retirer la demande',
    about: 'Tous ceux qui l’ont reçue apprennent votre motif, et plus personne n’y donne suite. C’est irrévocable.',
    reason: 'Motif',
    button: 'Retirer',
  },
  complete: {
    title: 'Terminer la demande',
    about: 'Qui a répondu apprend que les données n’ont plus à être conservées pour vous.',
    button: 'Terminer',
  },
  checks: {
    title: 'Vérifier l’expéditeur et l’injonction',
    about: 'Vos vérifications restent au dossier, quoi qu’il advienne de l’injonction.',
    sender: 'Ce que prouve le message',
    signature: 'Le message a été signé avec la clé de',
    fingerprint: 'Empreinte de sa clé',
    confirmed: {
      here: 'C’est un organisme de cette instance.',
      elsewhere: 'Sa clé a été confirmée par l’exploitant de cette instance.',
    },
    kinds: {
      sender: 'L’expéditeur est bien celui qu’il dit',
      authority: 'Il peut émettre une telle injonction, et la validation y est là où la loi la demande',
      addressee: 'L’injonction nous est adressée, et nous fournissons le service qu’elle nomme',
      complete: 'Le formulaire est complet et sans erreur manifeste',
      identifiable: 'Le compte ou l’identifiant peut être trouvé',
    },
    note: 'Remarques',
    button: 'Consigner les vérifications',
    again: 'Consigner de nouvelles vérifications',
  },
  preserve: {
    title: 'Conserver les données aussitôt',
    about:
      'Dites-le dès que les données sont protégées contre la modification et l’effacement. L’autorité requérante est informée.',
    button: 'Les données sont conservées',
  },
  produce: {
    title: 'Remettre les données',
    about:
      'L’empreinte des fichiers est calculée ; ils sont scellés pour la clé de l’autorité requérante et remis avec leur chaîne de conservation.',
    aboutReturn:
      'Ce qui est venu est scellé pour qui vient ensuite, et remis avec sa chaîne de conservation. Vos propres pièces peuvent y être jointes.',
    held: (until) =>
      `Rien ne peut être remis avant le ${until}, sauf si l’autorité chargée de la mise en œuvre donne plus tôt son accord.`,
    button: 'Aller à la remise',
    prepare: 'Préparer les fichiers',
  },
  object: {
    title: 'Dire pourquoi elle ne peut être exécutée',
    about:
      'Si l’on ne peut ou ne doit pas obéir à l’injonction, informez-en l’autorité requérante sur le formulaire que prescrit la loi.',
    button: 'Choisir un motif',
  },
  clear: {
    title: 'Donner son accord à l’injonction',
    about:
      'Vous ne trouvez aucun motif de refus. Le détenteur peut remettre les données aussitôt ; les deux parties sont informées.',
    note: 'Remarques',
    button: 'Aucun motif : donner l’accord',
    onward: {
      about:
        'Vous ne trouvez aucun motif de refus. La demande va à qui agit ensuite, et la partie requérante est informée.',
      button: 'Aucun motif : laisser poursuivre',
    },
    byHolder: {
      about: 'Vous n’avez rien à opposer à l’injonction. Sinon, dites plutôt pourquoi elle ne peut être exécutée.',
      button: 'Rien à opposer',
    },
  },
  ground: {
    title: 'Soulever un motif de refus',
    about:
      'Le détenteur s’arrête, et l’autorité requérante doit retirer l’injonction. Le détenteur apprend le motif sans vos raisons.',
    aboutOnward: 'La demande n’est pas exécutée. La partie requérante apprend le motif et vos raisons.',
    ground: 'Motif',
    effects: {
      mandatory: 'Doit être refusée',
      discretionary: 'Peut être refusée',
      postponement: 'Peut être reportée',
      return: 'Renvoyée pour régularisation',
    },
    reason: 'Raisons',
    button: 'Soulever ce motif',
  },
  reply: {
    title: 'Répondre à l’objection',
    about: 'Le détenteur a dit pourquoi il n’obéit pas.',
    narrow: 'Demander moins avant de répondre',
    outcome: 'Votre réponse',
    outcomes: {
      upheld: 'L’injonction est maintenue',
      clarified: 'L’injonction est précisée ou corrigée',
      released: 'L’injonction n’a plus à être exécutée',
    },
    text: 'En toutes lettres',
    button: 'Envoyer la réponse',
  },
  close: {
    receive: {
      title: 'Prendre les preuves en charge',
      about: 'Ouvrez et vérifiez ce qui a été remis, puis dites-le.',
      button: 'Les preuves sont prises en charge',
    },
    inform: {
      title: 'Informer la personne concernée',
      about: 'Dites comment la personne a été informée, ou pour quel motif et jusqu’à quand cela peut attendre.',
      button: 'Consigner',
    },
    note: 'Remarques',
    toEvidence: 'Ouvrir les preuves',
  },
  skip: {
    title: (step) => `Omettre : ${step}`,
    about: 'Seulement avec un motif, qui reste au dossier.',
    reason: 'Motif',
    button: 'Omettre',
  },
  note: {
    title: (step) => `Noter l’avancement de : ${step}`,
    about: 'Personne à l’annuaire n’accomplit cette étape. Notez ce qui vous a été dit par écrit ou par téléphone.',
    outcome: 'Issue',
    outcomes: { done: 'C’est fait', refused: 'C’est refusé' },
    note: 'Ce qui vous a été dit, par qui et quand',
    button: 'Noter',
  },
  party: {
    next: 'Dire qui agit ensuite',
    nextAbout: 'La demande lui est soumise aussitôt.',
    whoNext: (who) => `À qui va-t-elle ensuite ? ${who}`,
    ourselves: 'Nous le faisons nous-mêmes',
    nobodyNote: 'La suite se fait hors du système ; notez ici ce qu’on vous en dit.',
    title: 'Nommer un autre organisme',
    about: 'Possible tant que la demande n’est pas soumise.',
    button: 'Nommer',
  },
  yes: 'Oui',
  no: 'Non',
  done: {
    state: 'Le motif de l’urgence est exposé.',
    submit: 'Soumise. Qui doit l’approuver est sollicité.',
    approve: 'Votre approbation est consignée et en route.',
    refuse: 'Votre refus est consigné et en route.',
    return: 'Renvoyée à son auteur.',
    send: 'Envoyée. Chaque message et sa remise figurent ci-dessous.',
    withdraw: 'Retirée. Tous ceux qui l’avaient sont informés.',
    complete: 'Terminée.',
    redraft: 'Un nouveau projet avec tout ce que disait l’ancien. Corrigez ce qui a été critiqué.',
    event: 'Noté. Les délais qui l’attendaient courent ou prennent fin maintenant.',
    remind: 'Le rappel est consigné et en route.',
    checks: 'Vos vérifications sont consignées.',
    preserve: 'Consigné. L’autorité requérante est informée.',
    clear: 'Accord donné. Les deux parties sont informées.',
    ground: 'Le motif est soulevé. Les deux parties sont informées.',
    reply: 'Votre réponse est en route.',
    close: 'Consigné.',
    skip: 'Omise.',
    note: 'Noté.',
    party: 'Nommé.',
    object: 'Votre objection est consignée et en route.',
    draft: 'Le projet est là. Ensuite : remplir le formulaire.',
    form: 'Enregistré.',
  },

  objection: {
    title: 'Pourquoi l’injonction ne peut être exécutée',
    lead: 'Choisissez le motif de la loi, puis remplissez le formulaire destiné à l’autorité requérante.',
    choose: 'Pour quel motif ?',
    kinds: {
      objection: 'va aussi à l’autorité chargée de la mise en œuvre',
      impossibility: 'va à l’autorité requérante',
      court: 'va à la juridiction que vous choisissez et à l’autorité requérante',
    },
    goOn: 'Continuer avec ce motif',
    another: 'Choisir un autre motif',
    reason: 'Les raisons, avec vos mots',
    preserved: 'Les données sont-elles conservées entre-temps ?',
    button: 'L’envoyer',
    none: 'La loi ne donne à ce siège aucun motif contre cette demande.',
  },
}
