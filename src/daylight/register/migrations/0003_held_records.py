"""What a filed period rests on, a closed audit's verdict, an imported file's pages."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the filing of a period, an audit's stored verdict and a version's pages."""

    dependencies = (("register", "0002_append_only"),)

    operations = (
        migrations.AddField(
            model_name="audit",
            name="verdict",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="The verdict and its rule as they stood at closing",
            ),
        ),
        migrations.AddField(
            model_name="decreeversion",
            name="pages",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="The text of every page of the file as it was read",
            ),
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "entries",
                    models.PositiveBigIntegerField(help_text="Entries of the log before this one"),
                ),
                (
                    "head",
                    models.CharField(
                        help_text="The log’s last seal before this one", max_length=64
                    ),
                ),
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing",
                        to="register.period",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    )
