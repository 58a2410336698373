import type { comments as english } from '../en/comments'
import { translationOf } from '../translation'

/** What comments say in Arabic. */
export const comments = translationOf<typeof english>()({
  'comments.title': 'التعليقات',
  'comments.write': 'التعليق على المحدَّد',
  'comments.short': 'تعليق',
  'comments.next': 'التعليق التالي',
  'comments.previous': 'التعليق السابق',
  'comments.mark': 'تعليق',
  'comments.open':
    '{count, plural, =0 {لا تعليقات مفتوحة} zero {لا تعليقات مفتوحة} one {تعليق مفتوح} two {تعليقان مفتوحان} few {# تعليقات مفتوحة} many {# تعليقًا مفتوحًا} other {# تعليق مفتوح}}',
  'comments.shown':
    '{count, plural, =0 {لا تعليقات من هذا النوع} zero {لا تعليقات من هذا النوع} one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقًا} other {# تعليق}}',
  'comments.at':
    '{at, number} من {count, plural, zero {لا تعليقات مفتوحة} one {تعليق مفتوح واحد} two {تعليقين مفتوحين} few {# تعليقات مفتوحة} many {# تعليقًا مفتوحًا} other {# تعليق مفتوح}}',
  'comments.atShown': '{at, number} من {count, plural, zero {لا تعليقات} one {تعليق واحد} two {تعليقين} few {# تعليقات} many {# تعليقًا} other {# تعليق}}',
  'comments.empty': 'يبدأ التعليق بتحديد كلمات.',
  'comments.emptyRead': 'لا تعليقات على هذا النص.',
  'comments.filter': 'التعليقات الظاهرة',
  'comments.filter.open': 'المفتوحة',
  'comments.filter.mine': 'تعليقاتي',
  'comments.filter.mentions': 'ما يذكرني',
  'comments.filter.resolved': 'المحلولة',
  'comments.filter.all': 'الكل',

  'comments.new': 'تعليق جديد',
  'comments.field': 'تعليقك',
  'comments.send': 'تعليق',
  'comments.reply': 'رد',
  'comments.cancel': 'ترك الأمر',
  'comments.people': 'من يمكن ذكره',
  'comments.select': 'يلزم تحديد الكلمات التي يدور حولها التعليق.',
  'comments.lost': 'لم تعد الكلمات المحدَّدة موجودة. يمكن تحديد غيرها، وما كُتب باقٍ في الحقل.',
  'comments.notKept': 'تعذّر الحفظ على هذا الجهاز. ما كُتب باقٍ في الحقل.',
  'comments.left': 'بقي {left, number} من الأحرف',
  'comments.tooLong': 'يتسع التعليق لعدد {most, number} من الأحرف. الزائد {over, number}؛ يمكن حذفه أو كتابته في النص.',
  'comments.unsent': 'محفوظ على هذا الجهاز، لم يُرسل بعد',

  'comments.resolve': 'حل',
  'comments.reopen': 'فتح من جديد',
  'comments.resolvedBy': 'الحل: {name}، {when}',
  'comments.replies': '{count, plural, zero {لا ردود} one {رد واحد} two {ردان} few {# ردود} many {# ردًا} other {# رد}}',
  'comments.showAll': 'عرض الكل',
  'comments.showLess': 'عرض أقل',
  'comments.cut':
    'الباقي {count, plural, zero {لا شيء} one {حرف واحد لا يُعرض} two {حرفان لا يُعرضان} few {# أحرف لا تُعرض} many {# حرفًا لا تُعرض} other {# حرف لا تُعرض}}.',
  'comments.firstGone': 'ما يرد عليه هذا لم يصل بعد، أو سُحب.',
  'comments.more': 'ما يمكن فعله بهذه الكلمات',
  'comments.takeBack': 'سحبه',
  'comments.takeBackAsk': 'سحب هذه الكلمات؟',
  'comments.takeBackLine': 'تزول من كل الأجهزة. وتبقى ردود الآخرين.',
  'comments.keep': 'إبقاؤها',

  'comments.detached':
    '{count, plural, zero {لا تعليقات بلا نص} one {تعليق واحد فقد نصه} two {تعليقان فقدا نصهما} few {# تعليقات فقدت نصها} many {# تعليقًا فقدت نصها} other {# تعليق فقدت نصها}}',
  'comments.detachedLine': 'لم تعد الكلمات التي كان عنها موجودة.',
  'comments.hang': 'تعليقه على المحدَّد',
  'comments.hangHow': 'يلزم تحديد الكلمات التي يخصها الآن.',
  'comments.hung': 'صار التعليق على هذه الكلمات.',

  'comments.cardName': '{name} حول «{quote}»: {text}',
  'comments.cardNamePlain': '{name}: {text}',
  'comments.jumped': '{at, number} من {count, number}. {card}',

  'comments.waits': 'ينتظرك',
  'comments.wait.mention': 'ذُكر اسمك في تعليق: {name}، {when}.',
  'comments.wait.reply': 'رد على تعليق لك: {name}، {when}.',
  'comments.wait.more':
    '{count, plural, zero {لا تعليقات تنتظرك.} one {تعليق واحد ينتظرك.} two {تعليقان ينتظرانك.} few {# تعليقات تنتظرك.} many {# تعليقًا ينتظرك.} other {# تعليق ينتظرك.}}',
  'comments.wait.look': 'نظرة',
})
