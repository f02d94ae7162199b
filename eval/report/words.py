"""What the report calls things, Thai and English."""

from __future__ import annotations

Words = tuple[str, str]

MEASURES: dict[str, Words] = {
    "correct": ("ถูกต้องและอ้างอิงตรง", "correct: right and cited"),
    "correct_answerable": ("ถูกต้อง เฉพาะข้อที่มีคำตอบ", "correct, answerable questions"),
    "right": ("เนื้อหาคำตอบถูก", "right content"),
    "cited": ("อ้างบรรทัดที่ควรอ้าง", "cites the gold lines"),
    "asked_back": ("ถามกลับก่อนตอบ (น้อยดี)", "asks back first (lower is better)"),
    "direct": ("ตอบตรงตั้งแต่ต้น", "the fact stands at the start"),
    "brief": ("ตอบสั้น ไม่เกิน 350 ตัวอักษร", "350 characters at most"),
    "refused_unanswerable": ("บอกว่าไม่พบ เมื่อแผนไม่มี", "refuses what plans lack"),
    "false_refusal": ("ปฏิเสธทั้งที่แผนมี (น้อยดี)", "false refusals (lower is better)"),
    "citation_recall": ("ประโยคที่มีหลักฐานรองรับ", "sentences supported"),
    "citation_precision": ("เลขอ้างอิงที่รองรับจริง", "citations that support"),
    "gold_precision": ("เลขอ้างอิงที่ตรงบรรทัดเฉลย", "citations on gold lines"),
    "gold_recall": ("บรรทัดเฉลยที่ถูกอ้าง", "gold lines cited"),
    "hit@1": ("พบหลักฐานเป็นอันดับแรก", "evidence first"),
    "hit@5": ("พบหลักฐานใน 5 อันดับแรก", "evidence among the first 5"),
    "hit@10": ("พบหลักฐานใน 10 อันดับแรก", "evidence among the first 10"),
    "hit_all@1": ("หลักฐานครบในอันดับแรก", "all evidence first"),
    "hit_all@5": ("หลักฐานครบใน 5 อันดับแรก", "all evidence among the first 5"),
    "hit_all@10": ("หลักฐานครบใน 10 อันดับแรก", "all evidence among the first 10"),
    "recall@1": ("ส่วนของหลักฐานที่พบในอันดับแรก", "recall@1"),
    "recall@5": ("ส่วนของหลักฐานที่พบใน 5 อันดับ", "recall@5"),
    "recall@10": ("ส่วนของหลักฐานที่พบใน 10 อันดับ", "recall@10"),
    "mrr@10": ("หลักฐานอยู่สูงเพียงใด", "MRR@10"),
    "ndcg@10": ("คุณภาพการจัดอันดับหลักฐาน", "nDCG@10"),
    "single_fact_median_chars": ("ความยาวคำตอบข้อเท็จจริงเดียว", "median length, single facts"),
    "ms_p50": ("เวลาตอบกลาง", "median time"),
    "ms_p95": ("เวลาตอบที่ 95 ใน 100 ข้อไม่เกิน", "95th percentile of time"),
}

PANELS: dict[Words, tuple[str, ...]] = {
    ("คำตอบ", "Answers"): ("correct_answerable", "right", "cited", "direct", "brief"),
    ("การปฏิเสธ", "Refusals"): ("refused_unanswerable", "false_refusal", "asked_back"),
    ("การอ้างอิง", "Citations"): (
        "citation_recall",
        "citation_precision",
        "gold_recall",
        "gold_precision",
    ),
    ("การค้นหลักฐาน", "Evidence found"): (
        "hit@1",
        "hit@5",
        "hit_all@5",
        "recall@10",
        "mrr@10",
        "ndcg@10",
    ),
}

CATEGORIES: dict[str, Words] = {
    "course": ("หลักสูตร", "course"),
    "budget": ("งบประมาณ", "budget"),
    "career": ("เส้นทางก้าวหน้า", "career"),
    "timing": ("กำหนดเวลา", "timing"),
    "responsible": ("ผู้รับผิดชอบ", "responsible"),
    "kpi_target": ("ตัวชี้วัดและเป้าหมาย", "kpi target"),
    "workforce": ("อัตรากำลัง", "workforce"),
    "policy": ("นโยบาย", "policy"),
    "procedure": ("ขั้นตอน", "procedure"),
    "definition": ("ความหมาย", "definition"),
    "compare": ("เปรียบเทียบ", "compare"),
    "aggregate": ("ผลรวมและค่าสูงสุด", "aggregate"),
    "list": ("รายการ", "list"),
    "draft_example": ("ตัวอย่างสำหรับร่างแผน", "draft example"),
    "unanswerable": ("ไม่มีในแผน", "unanswerable"),
}
STYLES: dict[str, Words] = {
    "formal": ("ทางการ", "formal"),
    "casual": ("ภาษาพูด", "casual"),
    "abbreviated": ("คำย่อ", "abbreviated"),
    "typo": ("พิมพ์ผิด", "typo"),
    "mixed_english": ("ไทยปนอังกฤษ", "mixed English"),
    "follow_up": ("ถามต่อเนื่อง", "follow-up"),
}
DIFFICULTIES: dict[str, Words] = {
    "easy": ("ง่าย", "easy"),
    "medium": ("ปานกลาง", "medium"),
    "hard": ("ยาก", "hard"),
}
