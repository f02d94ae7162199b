// Example questions that fit the organisations, years and kinds of the loaded plans.

const WANTED = 6;

/** @returns {string[]} at most six questions; the asker's own organisation comes first. */
export function exampleQuestions(plans, profile) {
  const named = plans.filter((plan) => plan.organization);
  if (!named.length) return [];
  const own = named.filter((plan) => plan.organization === profile.organization);
  const others = onePerOrganization(named.filter((plan) => !own.includes(plan)));
  const turn = [...onePerOrganization(own), ...others];
  const pick = (index) => turn[index % turn.length];
  const questions = [
    ownCourses(own, profile, pick(0)),
    `${pick(0).organization} มีโครงการฝึกอบรมอะไรบ้าง${inYear(pick(0))}`,
    `${pick(1).organization} ตั้งงบประมาณพัฒนาบุคลากรไว้เท่าไร${inYear(pick(1))}`,
    comparison(turn),
    `แผนของ${pick(2).organization} กำหนดตัวชี้วัดความสำเร็จไว้อย่างไร`,
    `${pick(3).organization} ใช้วิธีใดพัฒนาบุคลากรบ้าง`,
    'แผนพัฒนารายบุคคล (IDP) คืออะไร มีขั้นตอนอย่างไร',
  ];
  return [...new Set(questions.filter(Boolean))].slice(0, WANTED);
}

function onePerOrganization(plans) {
  const seen = new Map();
  for (const plan of plans) if (!seen.has(plan.organization)) seen.set(plan.organization, plan);
  return [...seen.values()];
}

function ownCourses(own, profile, first) {
  if (own.length && profile.position) return 'ตำแหน่งของฉันควรเข้าอบรมหลักสูตรใดบ้าง';
  return `เจ้าพนักงานธุรการของ${first.organization} อบรมหลักสูตรใดได้บ้าง`;
}

function comparison(turn) {
  if (turn.length < 2) return null;
  const [a, b] = turn;
  return `เปรียบเทียบงบประมาณพัฒนาบุคลากรของ${a.organization}กับ${b.organization}`;
}

function inYear(plan) {
  const latest = Math.max(...(plan.fiscal_years ?? []));
  return Number.isFinite(latest) ? ` ในปีงบประมาณ ${latest}` : '';
}
