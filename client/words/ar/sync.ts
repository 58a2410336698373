import type { sync as english } from '../en/sync'
import { translationOf } from '../translation'

/** What the room `sync` says in Arabic: why a relay refuses, and what follows. */
export const sync = translationOf<typeof english>()({
  'sync.reason.roomFull': 'مكان هذا النص عنده ممتلئ',
  'sync.reason.diskFull': 'قرصه ممتلئ',
  'sync.reason.slowDown': 'تغييرات كثيرة دفعة واحدة',
  'sync.reason.notAllowed': 'يمكنك هنا القراءة، لا الكتابة',
  'sync.reason.tooLarge': 'هذا التغيير كبير جدًا',
  'sync.reason.badFrame': 'لم يفهم هذا التغيير',
  'sync.reason.tooMany': 'نصوص كثيرة دفعة واحدة',
  'sync.reason.unknown': 'لم يقل السبب',
  'sync.refused.title': 'الوسيط لا يقبل تغييرات جديدة: {reason}.',
  'sync.refused.safe':
    '{count, plural, =0 {كل شيء آمن على هذا الجهاز.} zero {كل شيء آمن على هذا الجهاز.} one {تغييرك آمن على هذا الجهاز.} two {تغييراك آمنان على هذا الجهاز.} few {تغييراتك وعددها # آمنة على هذا الجهاز.} many {تغييراتك وعددها # آمنة على هذا الجهاز.} other {تغييراتك وعددها # آمنة على هذا الجهاز.}}',
  'sync.refused.roomFull': 'يعود إلى قبولها بعد أن يضغط الآخرون نصّهم.',
  'sync.refused.diskFull': 'على من يدير الوسيط أن يُفسح مكانًا.',
  'sync.refused.slowDown': 'تغييرات كثيرة دفعة واحدة. المتابعة بعد {seconds, number} ث.',
  'sync.refused.slowDownSoon': 'تغييرات كثيرة دفعة واحدة. المتابعة بعد لحظة.',
  'sync.refused.notAllowed': 'يمكنك هنا القراءة، لا الكتابة. يمكنك طلب دعوة تسمح بالكتابة ممّن أرسل دعوتك.',
  'sync.refused.tooLarge': 'يمكن تقسيمه إلى أجزاء أصغر، أو حمله في ملف.',
  'sync.refused.other': 'يمكن حملها إلى الآخرين في ملف، أو تجربة وسيط آخر.',
  'sync.full.title': 'هذا الجهاز ممتلئ. كلماتك لا تُحفَظ. ينبغي أن تبقى هذه النافذة مفتوحة.',
  'sync.full.help': 'ما دامت الشبكة موجودة فإنها تصل إلى الآخرين.',
  'sync.failing.title': 'لا يستطيع هذا المتصفح الكتابة في مساحة تخزينه. كلماتك لا تُحفَظ. ينبغي أن تبقى هذه النافذة مفتوحة.',
  'sync.absent.title': 'لا تحتفظ هذه النافذة بشيء بعد إغلاقها. كلماتك لا تُحفَظ.',
  'sync.differs': 'نسختاكم مختلفتان. وكلتاهما محفوظة.',
  'sync.missing': 'في هذا النص شيء ناقص. يصل حين يكون هنا من يملكه.',
})
