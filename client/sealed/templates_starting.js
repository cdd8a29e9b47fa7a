// Answers to begin with, in our own plain words. What stands in [brackets] has to be filled in before an answer is sent.

/** @typedef {"answer" | "question"} Kind */
/** @typedef {{language: string, kind: Kind, title: string, text: string}} Template */

/** @param {string} language @param {[Kind, string, string][]} texts @returns {Template[]} */
function inLanguage(language, texts) {
  return texts.map(([kind, title, text]) => ({ language, kind, title, text }));
}

const english = inLanguage("en", [
  ["answer", "We have your message", "We have your message, and we believe you. You are not alone with this. Somebody is reading it now and will answer here. Please open this box again within [hours] hours, at a time that is safe for you."],
  ["answer", "A person is reading", "This is written by a person, not by a machine. I have read everything that you wrote. Nobody outside our small team can read it."],
  ["answer", "What we can do and cannot do", "What we can do: listen, think with you about the next days, find a safe place in some towns, pay for a journey, find a doctor or a lawyer. What we cannot do: promise a visa, or come to your home. We will always tell you the truth about it."],
  ["question", "When can you read safely?", "At what hours can you open this box without anybody seeing it? We will answer then, and not expect you at other hours. If there is no such hour, write that."],
  ["question", "One question", "To help you we need to know one thing: [question]. Answer only if it is safe. If you would rather not say, we go on helping you."],
  ["question", "Are you in danger now?", "Are you in danger today or tonight? You can answer with one word: yes, no, or soon. If somebody near you might read this, write nothing and come back later."],
  ["answer", "When we answer", "We will answer here within [hours] hours. If the danger grows before that, write one line: we look at such lines first."],
  ["answer", "How to destroy this box", "When you need this box no more, open it with your eight words and choose \"Destroy the box\". Then nobody can open it again, not even we. Then also destroy the paper with the words."],
]);

const russian = inLanguage("ru", [
  ["answer", "Мы получили ваше сообщение", "Мы получили ваше сообщение и верим вам. Вы с этим не одни. Его сейчас читает человек, и ответ придёт сюда. Откройте этот ящик снова в течение [часы] часов, когда это будет для вас безопасно."],
  ["answer", "Вам пишет человек", "Вам пишет человек, а не машина. Всё, что вы написали, прочитано. Никто, кроме нашей небольшой группы, прочесть это не может."],
  ["answer", "Что мы можем и чего не можем", "Что мы можем: выслушать, вместе с вами обдумать ближайшие дни, в некоторых городах найти безопасное место, оплатить дорогу, найти врача или адвоката. Чего мы не можем: обещать визу или приехать к вам домой. Мы всегда будем говорить вам об этом правду."],
  ["question", "Когда вам безопасно читать?", "В какие часы вы можете открыть этот ящик так, чтобы никто не видел? Мы ответим к этому времени и не будем ждать вас в другие часы. Если такого часа нет, так и напишите."],
  ["question", "Один вопрос", "Чтобы помочь, нам нужно знать одно: [вопрос]. Отвечайте, только если это безопасно. Если не хотите говорить, мы всё равно продолжим помогать."],
  ["question", "Вам сейчас угрожает опасность?", "Вам угрожает опасность сегодня или этой ночью? Можно ответить одним словом: да, нет или скоро. Если рядом кто-то может это прочесть, ничего не пишите и вернитесь позже."],
  ["answer", "Когда мы ответим", "Мы ответим здесь в течение [часы] часов. Если станет опаснее раньше, напишите одну строку: такие строки мы читаем первыми."],
  ["answer", "Как уничтожить этот ящик", "Когда ящик больше не нужен, откройте его своими восемью словами и выберите «Уничтожить ящик». После этого его не откроет никто, и мы тоже. Затем уничтожьте и бумагу со словами."],
]);

const french = inLanguage("fr", [
  ["answer", "Nous avons votre message", "Nous avons votre message et nous vous croyons. Nous sommes là pour vous aider. Une personne le lit en ce moment et répondra ici. Rouvrez cette boîte d'ici [heures] heures, à un moment sûr pour vous."],
  ["answer", "Une personne vous lit", "C'est une personne qui vous écrit, pas une machine. J'ai lu tout ce que vous avez écrit. Personne en dehors de notre petite équipe ne peut le lire."],
  ["answer", "Ce que nous pouvons et ne pouvons pas faire", "Ce que nous pouvons faire : écouter, réfléchir avec vous aux prochains jours, trouver un lieu sûr dans certaines villes, payer un voyage, trouver un médecin ou un avocat. Ce que nous ne pouvons pas faire : promettre un visa, ou venir chez vous. Nous vous dirons toujours la vérité là-dessus."],
  ["question", "Quand pouvez-vous lire sans danger ?", "À quelles heures pouvez-vous ouvrir cette boîte sans que personne ne le voie ? Nous répondrons à ces heures-là et ne vous attendrons pas à d'autres. S'il n'y en a aucune, écrivez-le."],
  ["question", "Une question", "Pour vous aider, nous avons besoin de savoir une chose : [question]. Ne répondez que si c'est sans danger. Si vous préférez ne pas le dire, nous continuons à vous aider."],
  ["question", "Êtes-vous en danger maintenant ?", "Êtes-vous en danger aujourd'hui ou cette nuit ? Un mot suffit : oui, non, ou bientôt. Si quelqu'un près de vous peut lire ceci, n'écrivez rien et revenez plus tard."],
  ["answer", "Quand nous répondrons", "Nous répondrons ici d'ici [heures] heures. Si le danger grandit avant, écrivez une seule ligne : ce sont celles que nous lisons d'abord."],
  ["answer", "Comment détruire cette boîte", "Quand vous n'aurez plus besoin de cette boîte, ouvrez-la avec vos huit mots et choisissez « Détruire la boîte ». Plus personne ne pourra l'ouvrir, nous non plus. Détruisez ensuite le papier où sont les mots."],
]);

const arabic = inLanguage("ar", [
  ["answer", "وصلتنا رسالتك", "وصلتنا رسالتك ونحن نصدّقك. لست وحدك في هذا. هناك شخص يقرؤها الآن وسيردّ هنا. افتح هذا الصندوق مرة أخرى خلال [عدد] ساعات، في وقت آمن لك."],
  ["answer", "شخص يقرأ ما كتبت", "من يكتب لك إنسان وليس آلة. قرأتُ كل ما كتبته. لا أحد خارج فريقنا الصغير يستطيع قراءته."],
  ["answer", "ما نستطيع وما لا نستطيع", "ما نستطيع: أن نسمعك، وأن نفكّر معك في الأيام القادمة، وأن نجد مكانًا آمنًا في بعض المدن، وأن ندفع ثمن السفر، وأن نجد طبيبًا أو محاميًا. ما لا نستطيع: أن نعدك بتأشيرة، أو أن نأتي إلى بيتك. سنقول لك الحقيقة دائمًا."],
  ["question", "متى تستطيع القراءة بأمان؟", "في أي ساعات تستطيع فتح هذا الصندوق دون أن يراك أحد؟ سنردّ في تلك الساعات ولن ننتظرك في غيرها. إن لم تكن هناك ساعة كهذه فاكتب ذلك."],
  ["question", "سؤال واحد", "لكي نساعدك نحتاج إلى معرفة شيء واحد: [السؤال]. أجب فقط إن كان ذلك آمنًا. وإن فضّلت ألا تقول، فسنواصل مساعدتك."],
  ["question", "هل أنت في خطر الآن؟", "هل أنت في خطر اليوم أو هذه الليلة؟ تكفي كلمة واحدة: نعم، أو لا، أو قريبًا. إن كان بقربك من قد يقرأ هذا فلا تكتب شيئًا وعُد لاحقًا."],
  ["answer", "متى نردّ", "سنردّ هنا خلال [عدد] ساعات. إن زاد الخطر قبل ذلك فاكتب سطرًا واحدًا: هذه السطور نقرؤها أولًا."],
  ["answer", "كيف تُتلف هذا الصندوق", "عندما لا تعود بحاجة إلى هذا الصندوق، افتحه بكلماتك الثماني واختر إتلاف الصندوق. بعدها لن يفتحه أحد، ولا نحن. ثم أتلف الورقة التي عليها الكلمات."],
]);

/** Every starting text, by language. */
export const STARTING = [...english, ...russian, ...french, ...arabic];
